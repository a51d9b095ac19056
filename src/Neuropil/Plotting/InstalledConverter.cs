using System.Globalization;
using System.Text;

namespace Neuropil.Plotting;

/// <summary>A program of this machine that converts SVG, and how it is called.</summary>
/// <param name="Path">The program.</param>
/// <param name="IsBrowser">Whether it is a browser, which shows a page with the figure.</param>
internal sealed record InstalledConverter(string Path, bool IsBrowser)
{
    private const double CssDotsPerInch = 96;
    private static readonly string[] browsers =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    private static readonly string[] browsersElsewhere =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>The one to use: rsvg-convert, which is faster and embeds text as text, before a browser.</summary>
    public static InstalledConverter? Find() => Find(Environment.GetEnvironmentVariable("PATH") ?? "", browsersElsewhere);

    /// <summary>The one to use of those in a search path, or of browsers in places that are in none.</summary>
    internal static InstalledConverter? Find(string searchPath, IReadOnlyList<string> elsewhere)
    {
        string[] folders = searchPath.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string? Named(string name) => folders.Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);
        return Named("rsvg-convert") is { } converter ? new InstalledConverter(converter, IsBrowser: false)
            : (browsers.Select(Named).FirstOrDefault(path => path is not null) ?? elsewhere.FirstOrDefault(File.Exists)) is { } browser
                ? new InstalledConverter(browser, IsBrowser: true)
            : null;
    }

    /// <summary>Writes what the program reads into the folder, and gives the words that make it write <paramref name="target"/>.</summary>
    public IReadOnlyList<string> Arguments(
        string folder, string svg, (double Width, double Height) points, string target, FigureFormat format, double dotsPerInch)
    {
        string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
        if (!IsBrowser)
        {
            string source = System.IO.Path.Combine(folder, "figure.svg");
            File.WriteAllText(source, svg, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

            // The resolution is of pictures only: it would change the size of a PDF's page.
            string[] resolution = format == FigureFormat.Png ? ["--dpi-x", Number(dotsPerInch), "--dpi-y", Number(dotsPerInch)] : [];
            return ["--format", format == FigureFormat.Png ? "png" : "pdf", .. resolution, "--output", target, source];
        }

        // A page larger than the figure by a fraction of a point: one as large begins a second page where the browser rounds.
        string page = System.IO.Path.Combine(folder, "figure.html");
        File.WriteAllText(page, string.Create(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html><html><head><meta charset="utf-8"><style>
            @page { size: {{Math.Ceiling(points.Width)}}pt {{Math.Ceiling(points.Height)}}pt; margin: 0 }
            html, body { margin: 0; overflow: hidden } svg { display: block }
            </style></head><body>{{svg}}</body></html>
            """));
        double zoom = dotsPerInch / CssDotsPerInch;
        int Pixels(double length) => (int)Math.Ceiling(length / 72 * CssDotsPerInch);
        return
        [
            "--headless", "--disable-gpu", "--hide-scrollbars", $"--user-data-dir={System.IO.Path.Combine(folder, "profile")}",
            .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : (string[])[], // it refuses to start for root otherwise; it shows nothing but this page
            .. format == FigureFormat.Png
                ? [
                    $"--force-device-scale-factor={Number(zoom)}", $"--window-size={Pixels(points.Width)},{Pixels(points.Height)}", $"--screenshot={target}",
                ]
                : (string[])["--no-pdf-header-footer", $"--print-to-pdf={target}"],
            new Uri(page).AbsoluteUri,
        ];
    }
}
