using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary>
/// <c>report.html</c>: one page with the question, the answer, figures, checks, parameters and how to repeat the run. It contains everything it
/// shows, so it can be sent by mail and read without a network.
/// </summary>
internal static partial class ReportHtml
{
    /// <summary>The page.</summary>
    public static string Write(
        RunRequest request, ExperimentResult result, IReadOnlyList<StepChange> changes, IReadOnlyList<(ExperimentFigure Figure, string Svg)> drawings)
    {
        var language = request.Language;
        var page = new StringBuilder();
        page.Append($"""
            <!DOCTYPE html>
            <html lang="{language.Code}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(request.Experiment.Name)} – Neuropil</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <header>
            <p class="name">{Text(request.Experiment.Name)}</p>
            <h1>{Print(language.Text(request.Experiment.Question))}</h1>
            <p class="source">{Print(language.Text(request.Experiment.Source))}</p>
            </header>

            """);
        if (result.Interrupted)
        {
            string said = language.Format(
                "This run was interrupted after {0} of simulated time. {1} goes on from there.", Text(Seconds(result.Counters.SimulatedSeconds)),
                    $"<code>{Text(request.Invocation.Resume(request.Output))}</code>");
            page.Append($"<p class=\"interrupted\">{said}</p>\n");
        }

        if (result.Answer.Length > 0)
        {
            page.Append($"<p class=\"answer\">{Print(result.Answer)}</p>\n");
        }

        foreach (string note in result.Notes.Concat(result.Warnings))
        {
            page.Append($"<p class=\"note\">{Print(note)}</p>\n");
        }

        for (int i = 0; i < drawings.Count; i++)
        {
            var (figure, svg) = drawings[i];
            page.Append($"""
                <figure id="{Text(figure.Name)}">
                <h2>{Print(figure.Title)}</h2>
                {Drawing(figure, svg, $"figure{i + 1}-")}
                <figcaption>{Print(figure.Caption)}</figcaption>
                </figure>

                """);
        }

        Populations(page, language, result.Populations);
        Checks(page, language, result.Checks);
        StepChanges(page, language, changes);
        Parameters(page, request, result.Counters);
        Files(page, language, result);
        page.Append($"<section>\n<h2>{Text(language.Text("To repeat this run"))}</h2>\n<pre>{Text(RepeatCommand.Of(request))}</pre>\n</section>\n");
        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>A drawing; of panels side by side also one of the same panels below each other, which a narrow screen shows in its place.</summary>
    private static string Drawing(ExperimentFigure figure, string svg, string prefix)
    {
        string Framed(string kind, string drawing)
            => $"<div class=\"drawing{kind}\" style=\"--paper-width: {InlineSvg.WidthOf(drawing)}\">{InlineSvg.Embed(drawing, prefix)}</div>";
        bool isWide = figure.Drawn is null && figure.Figure.Columns > 1;
        return !isWide ? Framed("", svg)
            : Framed(" wide", svg) + "\n" + Framed(" narrow", (figure.Figure with { Columns = 1, Width = new Figure().Width }).ToSvg());
    }

    private static void Populations(StringBuilder page, Language language, IReadOnlyList<PopulationSummary> populations)
    {
        string[] columns = ["Population", "#Neurons", "#Spikes", "#Rate (Hz)", "#CV of intervals", "#Silent"];
        Table(page, language, "Activity", columns, populations.Select(each => new[]
        {
            language.Text(each.Name), Count(each.Size), Count(each.Spikes), Number(each.RateHz), Number(each.CvIsi), Count(each.Silent),
        }));
    }

    private static void Checks(StringBuilder page, Language language, IReadOnlyList<Check> checks)
    {
        string[] columns = ["Check", "#Predicted", "#Tolerance", "#Measured", "Result", "Where the prediction comes from"];
        Table(page, language, "Checks", columns, checks.Select(each => new[]
        {
            each.Name, CheckText.Predicted(each, language, Number), CheckText.Tolerance(each, tolerance => "± " + Number(tolerance)), Number(each.Measured),
            language.Text(each.Passed ? "passed" : "FAILED"), each.Source,
        }), Print);
    }

    private static void StepChanges(StringBuilder page, Language language, IReadOnlyList<StepChange> changes)
    {
        string[] columns = ["Population", "Statistic", "#At dt", "#At dt/2", "#Change"];
        Table(page, language, "The same run at half the time step", columns, changes.Select(each => new[]
        {
            language.Text(each.Population), language.Text(each.Statistic), Number(each.AtStep), Number(each.AtHalfStep), Percent(each.RelativeChange),
        }));
    }

    private static void Parameters(StringBuilder page, RunRequest request, RunCounters counters)
    {
        var language = request.Language;
        string[] Row(string option, string text, string meaning, string standard) =>
            [option, text, text == standard ? language.Text(meaning) : language.Format("{0} (default: {1})", language.Text(meaning), standard)];

        var rows = request.Texts.Select(each => Row(each.Parameter.Option, each.Text, each.Parameter.Description, each.Parameter.Default))
            .Append(Row("seed", $"{request.Seed}", "decides everything random", $"{request.Experiment.DefaultSeed}"))
            .Append(Row("precision", SummaryJson.Name(request.Precision), "number format of the state", SummaryJson.Name(Precision.Double)));
        Table(page, language, "Parameters", ["Parameter", "=Value", "Meaning"], rows);
        if (!counters.HaveRun)
        {
            return;
        }

        string made = language.Format(
            "{0} synapses, {1} synaptic events, {2} simulated.", Count(counters.Synapses), Count(counters.SynapticEvents), Seconds(counters.SimulatedSeconds));
        string took = language.Format(
            counters.Threads == 1 ? "Building took {0}, compiling {1}, running {2} on {3} thread (backend {4})."
                : "Building took {0}, compiling {1}, running {2} on {3} threads (backend {4}).",
            Seconds(counters.BuildSeconds), Seconds(counters.CompileSeconds), Seconds(counters.RunSeconds), Count(counters.Threads), counters.Backend);
        page.Append($"<p class=\"note\">{Text(made)}\n{Text(took)}</p>\n");
        if (counters.SpikeHash.Length > 0)
        {
            page.Append($"<p class=\"note\">{Text(language.Format("SHA-256 of all spikes: "))}<code>{Text(counters.SpikeHash)}</code></p>\n");
        }
    }

    private static void Files(StringBuilder page, Language language, ExperimentResult result)
    {
        string[][] spikes = result.Spikes.Count == 0 ? [] : [["spikes.csv, spikes.npz", language.Text("time, neuron and population of every spike")]];
        Table(page, language, "Data", ["File", "Content"], result.Files.Select(each => new[] { each.Name, each.Description }).Concat(spikes));
    }

    /// <summary>A table with a heading, or nothing without rows. A column whose title begins with # is of numbers, with = of values that may be long.</summary>
    private static void Table(
        StringBuilder page, Language language, string heading, string[] columns, IEnumerable<string[]> rows, Func<string, string>? set = null)
    {
        set ??= Text;
        bool begun = false;
        foreach (string[] row in rows)
        {
            if (!begun)
            {
                page.Append($"<section>\n<h2>{Text(language.Text(heading))}</h2>\n<div class=\"table\"><table>\n<thead><tr>");
                page.AppendJoin("", columns.Select(column => $"<th{Numeric(column)}>{Text(language.Text(Heading(column)))}</th>"));
                page.Append("</tr></thead>\n<tbody>\n");
                begun = true;
            }

            page.Append("<tr>");
            page.AppendJoin("", row.Select((cell, i)
                => $"<td{Class(language, columns[i], cell)} data-column=\"{Text(language.Text(Heading(columns[i])))}\">{set(cell)}</td>"));
            page.Append("</tr>\n");
        }

        page.Append(begun ? "</tbody>\n</table></div>\n</section>\n" : "");
    }

    private static string Class(Language language, string column, string cell) => column != "Result" ? Numeric(column)
        : cell == language.Text("passed") ? " class=\"passed\"" : " class=\"failed\"";

    private static string Heading(string column) => column.TrimStart('#', '=');

    private static string Numeric(string column) => column[0] switch { '#' => " class=\"number\"", '=' => " class=\"value\"", _ => "" };

    private static string Print(string text) => PageText.Of(text);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double value)
        => !double.IsFinite(value) ? "–" : PrintedText.Of(PowerOfTen().Replace(
            value.ToString(Math.Abs(value) is >= 1000 and < 1e9 ? "0" : "G4", CultureInfo.InvariantCulture),
            match => "×10" + string.Concat(int.Parse(match.Groups["exponent"].Value, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']))));

    [GeneratedRegex(@"E(?<exponent>[+-]\d+)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex PowerOfTen();

    private static string Percent(double value) => double.IsFinite(value) ? value.ToString("+0.0 %;-0.0 %;0 %", CultureInfo.InvariantCulture) : "–";

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    private static string Seconds(double value) => Time.FromSi(value).ToString("G4", CultureInfo.InvariantCulture);
}
