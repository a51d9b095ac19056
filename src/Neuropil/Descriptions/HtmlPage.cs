using System.Net;
using System.Text;

namespace Neuropil.Descriptions;

/// <summary>A model's page as one HTML file that needs nothing else: formulas in MathML, which browsers draw themselves.</summary>
internal static class HtmlPage
{
    private const string Style =
        "body{font-family:system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;line-height:1.5;color:#222}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}"
        + "td:nth-child(3){white-space:nowrap}math{font-size:1.1rem}.equation{margin:0 0 0 1.5rem;padding:.3rem 0;overflow:auto hidden}code{font-size:.9em}";

    public static string Write(ModelPage page)
    {
        var printer = new MathMlFormula();
        var text = new StringBuilder();
        string title = Escape(page.Model.Name);
        text.Append($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{Style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n");
        Paragraph(text, page.Summary);
        foreach (var group in page.Groups)
        {
            text.Append("<h2>").Append(group.Heading).Append("</h2>\n");
            foreach (var line in group.Lines)
            {
                text.Append("<div class=\"equation\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\"><mstyle displaystyle=\"true\">").Append(line.Write(printer)).Append("</mstyle></math></div>\n");
            }
        }

        foreach (string note in page.Notes)
        {
            Paragraph(text, note);
        }

        Table(text, page, printer);
        if (page.Remarks.Length > 0)
        {
            text.Append("<h2>Conventions, defaults and deviations</h2>\n");
            Paragraph(text, page.Remarks);
        }

        Paragraph(text, $"Source: {page.Model.Source}");

        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void Table(StringBuilder text, ModelPage page, MathMlFormula printer)
    {
        if (page.Parameters.Count == 0)
        {
            return;
        }

        text.Append("<h2>Parameters</h2>\n<table>\n<tr><th>name</th><th>symbol</th><th>default</th><th>meaning</th></tr>\n");
        foreach (var row in page.Parameters)
        {
            string symbol = row.Symbol is null ? "" : $"<math>{printer.Name(row.Symbol)}</math>";
            text.Append($"<tr><td><code>{Escape(row.Name)}</code></td><td>{symbol}</td><td>{Escape(MathMlFormula.UnitText(row.Default))}</td><td>{Escape(row.Meaning)}</td></tr>\n");
        }

        text.Append("</table>\n");
    }

    private static void Paragraph(StringBuilder text, string paragraph)
    {
        if (paragraph.Length > 0)
        {
            text.Append("<p>").Append(Escape(paragraph)).Append("</p>\n");
        }
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
