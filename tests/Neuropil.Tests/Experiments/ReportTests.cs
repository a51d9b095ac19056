using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

public sealed partial class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SpikeLottery experiment = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_summary_has_exactly_the_promised_keys_in_their_order()
    {
        Run();

        using var summary = JsonDocument.Parse(File.ReadAllText(folder["summary.json"]));
        Assert.Equal(
            [
                "experiment", "command", "seed", "precision", "threads", "backend", "parameters", "simulatedSeconds", "wallSeconds", "answer", "measured",
                "undefined",
                "populations", "synapses", "synapticEvents", "spikeHash", "checks", "files", "interrupted",
            ],
            Keys(summary.RootElement));
        Assert.Equal(["build", "compile", "run"], Keys(summary.RootElement.GetProperty("wallSeconds")));
        Assert.Equal(["name", "size", "spikes", "rateHz", "cvIsi", "silent"], Keys(summary.RootElement.GetProperty("populations")[0]));
        Assert.Equal(["name", "predicted", "measured", "tolerance", "passed", "source"], Keys(summary.RootElement.GetProperty("checks")[0]));
        Assert.Equal("67 nS", summary.RootElement.GetProperty("parameters").GetProperty("inhibitory-weight").GetString());
    }

    [Fact]
    public void Numbers_that_do_not_exist_are_null_in_the_summary()
    {
        Run("rule", "never-wins");

        using var summary = JsonDocument.Parse(File.ReadAllText(folder["summary.json"]));
        Assert.Equal(JsonValueKind.Null, summary.RootElement.GetProperty("populations")[0].GetProperty("cvIsi").ValueKind);
    }

    [Fact]
    public void The_report_is_well_formed_and_refers_to_nothing_outside()
    {
        Run("label", "<script>alert('&')</script>");

        string html = File.ReadAllText(folder["report.html"]);
        Assert.DoesNotMatch(OutsideReference(), html);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);

        // The page is written as XML but for the tags in its head that HTML leaves open.
        XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("utf-8\">", "utf-8\"/>", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_shows_answer_figures_checks_parameters_and_the_command()
    {
        Run("chance", "0.5");

        string html = File.ReadAllText(folder["report.html"]);
        Assert.Contains("spikes &amp; no &lt;more&gt;.", html, StringComparison.Ordinal);
        Assert.Contains("<figure id=\"raster\">", html, StringComparison.Ordinal);
        Assert.Contains("Who won &amp; when", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"passed\" data-column=\"Result\">passed</td>", html, StringComparison.Ordinal);
        Assert.Contains(
            "<td data-column=\"Parameter\">inhibitory-weight</td><td class=\"value\" data-column=\"Value\">67 nS</td>", html, StringComparison.Ordinal);
        Assert.Contains($"neuropil run spike-lottery --chance 0.5 --out {folder.Path}", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_simulation_the_report_speaks_of_no_time_and_no_backend()
    {
        var request = new RunRequest { Values = ResolvedParameters.Resolve(experiment, preset: null, []), Output = folder.Path, Seed = 1 };
        string Report(RunCounters counters) => ReportHtml.Write(request, new ExperimentResult { Counters = counters }, [], []);

        Assert.Contains("0 synaptic events", Report(new RunCounters { Backend = "simd 512 bits" }), StringComparison.Ordinal);
        Assert.DoesNotContain("synaptic events", Report(new RunCounters()), StringComparison.Ordinal);
        Assert.DoesNotContain("backend", Report(new RunCounters()), StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_stand_in_the_report_as_such_and_in_the_summary_beside_the_prediction()
    {
        var request = new RunRequest { Values = ResolvedParameters.Resolve(experiment, preset: null, []), Output = folder.Path, Seed = 1 };
        var result = new ExperimentResult { Checks = [Check.AtLeast("ratio", 10, 400, "theory"), Check.Between("lag (ms)", 0.5, 5, 2, "theory")] };
        string report = ReportHtml.Write(request, result, [], []);
        using var stream = new MemoryStream();
        SummaryJson.Write(stream, request, result, []);

        Assert.Contains(">at least 10<", report, StringComparison.Ordinal);
        Assert.Contains(">from 0.5 to 5<", report, StringComparison.Ordinal);
        Assert.DoesNotContain("±", report, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(stream.ToArray());
        var checks = summary.RootElement.GetProperty("checks");
        Assert.Equal(["name", "predicted", "measured", "tolerance", "lowest", "highest", "passed", "source"], Keys(checks[0]));
        Assert.Equal((10, JsonValueKind.Null), (checks[0].GetProperty("lowest").GetDouble(), checks[0].GetProperty("highest").ValueKind));
        Assert.Equal((0.5, 5), (checks[1].GetProperty("lowest").GetDouble(), checks[1].GetProperty("highest").GetDouble()));
    }

    [Fact]
    public void Identifiers_of_two_figures_in_one_page_do_not_meet()
    {
        const string Svg = "<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"><clipPath id=\"clip\"/><g clip-path=\"url(#clip)\"/><use href=\"#clip\"/><image "
            + "href=\"data:x\"/></svg>\n";

        Assert.Equal(
            "<svg xmlns=\"x\"><clipPath id=\"a-clip\"/><g clip-path=\"url(#a-clip)\"/><use href=\"#a-clip\"/><image href=\"data:x\"/></svg>",
                InlineSvg.Embed(Svg, "a-"));
    }

    [Theory]
    [InlineData("label", "it's 5 $HOME", "--label 'it'\\''s 5 $HOME'")]
    [InlineData("inhibitory-weight", "30nS", "--inhibitory-weight '30 nS'")]
    [InlineData("verbose", "on", "--verbose on")]
    [InlineData("neurons", "20", "spike-lottery --out")]
    public void The_command_to_repeat_a_run_names_what_differs_from_the_defaults(string option, string text, string expected)
    {
        var values = ResolvedParameters.Resolve(experiment, preset: null, [KeyValuePair.Create(option, text)]);

        Assert.Contains(expected, RepeatCommand.Of(new RunRequest { Values = values, Output = "out", Seed = 1 }), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(each => each.Name);

    [GeneratedRegex("""(src|href)="(?!#|data:)|url\((?!#)|@import""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex OutsideReference();

    private void Run(params string[] option)
    {
        KeyValuePair<string, string>[] options = option.Length == 0 ? [] : [KeyValuePair.Create(option[0], option[1])];
        var request = new RunRequest { Values = ResolvedParameters.Resolve(experiment, preset: null, options), Output = folder.Path, Seed = 1 };
        ExperimentRunner.Run(request, new RunListeners(Progress.None), CancellationToken.None);
    }
}
