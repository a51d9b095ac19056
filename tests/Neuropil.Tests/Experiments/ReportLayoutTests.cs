using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The report as a browser lays it out, in frames as wide as a window and as a phone. Skipped where there is no Chromium.</summary>
public sealed class ReportLayoutTests : IDisposable
{
    private const int Window = 1200;
    private const int Phone = 400;

    private static readonly string[] browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // For each frame: how far content reaches beyond its width, and which of the two drawings of a figure is shown.
    private const string Measure = """
        const frames = [...document.querySelectorAll('iframe')];
        const shown = (page, kind) => page.querySelector(kind).getClientRects().length > 0;
        const found = frames.map(frame => {
          const page = frame.contentDocument;
          const boxes = [...page.querySelectorAll('td, th, p, h1, pre')].map(box => box.getBoundingClientRect().right);
          return { width: frame.clientWidth, right: Math.max(...boxes), scrolled: page.documentElement.scrollWidth,
            wide: shown(page, '.wide'), narrow: shown(page, '.narrow') };
        });
        document.body.innerHTML = '<pre id="found">' + JSON.stringify(found) + '</pre>';
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        try
        {
            folder.Dispose();
        }
        catch (IOException)
        {
            // A browser's last process may still write into its profile; the system empties its folder of temporary files.
        }
    }

    [Fact]
    public async Task Nothing_is_cut_and_a_phone_shows_panels_below_each_other()
    {
        string? browser = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(_ => browsers, Path.Combine).FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "No Chromium is installed.");

        var frames = await LayOut(browser!, Report());

        var (window, phone) = (frames[0], frames[1]);
        Assert.Equal((Window, Phone), (window.GetProperty("width").GetInt32(), phone.GetProperty("width").GetInt32()));
        Assert.All(frames, frame => Assert.InRange(frame.GetProperty("right").GetDouble(), 100, frame.GetProperty("width").GetInt32()));
        Assert.All(frames, frame => Assert.InRange(frame.GetProperty("scrolled").GetInt32(), 1, frame.GetProperty("width").GetInt32()));
        Assert.Equal((true, false), (window.GetProperty("wide").GetBoolean(), window.GetProperty("narrow").GetBoolean()));
        Assert.Equal((false, true), (phone.GetProperty("wide").GetBoolean(), phone.GetProperty("narrow").GetBoolean()));
    }

    // Long names and long numbers, as real experiments have them.
    private static string Report()
    {
        var experiment = new SpikeLottery();
        var panel = new Panel { X = new Axis("Time", "ms"), Y = new Axis("V", "mV"), Layers = [new Series("V", [0, 1], [0, 1])] };
        var figure = new ExperimentFigure("both", "Both", "(A) One. (B) The other.", Findings.SideBySide(panel, panel with { Title = "other" }));
        var request = new RunRequest { Values = ResolvedParameters.Resolve(experiment, preset: null, []), Output = "out/lottery", Seed = 1 };
        var result = new ExperimentResult
        {
            Answer = "Everything fits.", Figures = [figure],
            Checks =
            [
                new Check("rate of late spikes at the largest current of 26.96 uA/cm^2 (Hz)", 123456.789, 123456.7891, 1e-3,
                    "NEURON (CVODE, 1e-9, exact rates) and SciPy (LSODA, 1e-10) agree; Pospischil and others, Biol. Cybern. 99 (2008), figure 2"),
            ],
            Counters = new RunCounters { Backend = "simd 512 bits", SpikeHash = new string('a', 64) },
        };
        return ReportHtml.Write(request, result, [], [(figure, figure.ToSvg())]);
    }

    private async Task<List<JsonElement>> LayOut(string browser, string report)
    {
        var page = new StringBuilder("<!DOCTYPE html><html><body style=\"margin: 0\">");
        foreach (int width in new[] { Window, Phone })
        {
            page.Append(CultureInfo.InvariantCulture,
                $"<iframe style=\"border: 0; width: {width}px; height: 600px\" srcdoc=\"{WebUtility.HtmlEncode(report)}\"></iframe>");
        }

        page.Append($"<script>window.onload = () => {{ {Measure} }};</script></body></html>");
        await File.WriteAllTextAsync(folder["frames.html"], page.ToString(), TestContext.Current.CancellationToken);
        string[] root = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        using Process process = Process.Start(new ProcessStartInfo(browser,
            [
                "--headless", "--disable-gpu", "--hide-scrollbars", $"--user-data-dir={folder["profile"]}", .. root, "--window-size=1700,900", "--dump-dom",
                new Uri(folder["frames.html"]).AbsoluteUri,
            ])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.BeginErrorReadLine();
        string document = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        int begin = document.IndexOf("<pre id=\"found\">", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"the browser showed: {document}");
        string json = document[(begin + "<pre id=\"found\">".Length)..document.IndexOf("</pre>", begin, StringComparison.Ordinal)];
        using var found = JsonDocument.Parse(WebUtility.HtmlDecode(json));
        return [.. found.RootElement.EnumerateArray().Select(element => element.Clone())];
    }
}
