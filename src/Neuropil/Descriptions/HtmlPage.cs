using System.Net;

namespace Neuropil.Descriptions;

/// <summary>A model's page as one HTML file that needs nothing else: formulas in MathML, which browsers draw themselves.</summary>
internal sealed class HtmlPage : PageWriter
{
    /// <summary>Light and dark follow the reader's system.</summary>
    public const string Style =
        ":root{color-scheme:light dark}"
        + "body{font-family:system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;line-height:1.5;color:#222;background:#fff}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #8884;vertical-align:top}"
        + "@media(min-width:40rem){td:nth-child(3){white-space:nowrap}}@media(max-width:40rem){table{display:block;overflow-x:auto}}"
        + "@media(prefers-color-scheme:dark){body{color:#dfe5ec;background:#14181d}a{color:#79b8ff}}"
        + "nav{border-bottom:1px solid #8884;padding-bottom:.4rem}nav a{display:inline-block;padding:.3rem 0}"
        + "h1{overflow-wrap:anywhere}math{font-size:1.1rem}.equation{margin:0 0 0 1.5rem;padding:.3rem 0;overflow:auto hidden}code{font-size:.9em}";

    private readonly MathMlFormula printer;
    private readonly string language;

    private HtmlPage(ModelPage page, MathMlFormula printer, string language)
        : base(page, printer) => (this.printer, this.language) = (printer, language);

    public static string Write(ModelPage page, string language = "en")
        => new HtmlPage(page, new MathMlFormula { Translate = page.Translate }, language).Write();

    protected override void Begin()
    {
        string title = Escape(Page.Model.Name);
        Text.Append($"<!DOCTYPE html>\n<html lang=\"{Escape(language)}\">\n<head>\n<meta "
            + $"charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + $"<title>{title}</title>\n<style>{Style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n");
    }

    protected override void Heading(string heading) => Text.Append("<h2>").Append(heading).Append("</h2>\n");

    protected override void Equation(string formula)
        => Text.Append("<div class=\"equation\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\"><mstyle displaystyle=\"true\">")
            .Append(formula).Append("</mstyle></math></div>\n");

    protected override void EndGroup()
    {
    }

    protected override void Table()
    {
        Text.Append("<table>\n<tr>").AppendJoin("", Columns.Select(column => $"<th>{Escape(column)}</th>")).Append("</tr>\n");
        foreach (var row in Page.Parameters)
        {
            string symbol = row.Symbol is null ? "" : $"<math>{printer.Name(row.Symbol)}</math>";
            Text.Append($"<tr><td><code>{Escape(row.Name)}</code></td><td>{symbol}</td>"
                + $"<td>{Escape(MathMlFormula.UnitText(Default(row)))}</td><td>{Escape(Meaning(row))}</td></tr>\n");
        }

        Text.Append("</table>\n");
    }

    protected override void Paragraph(string paragraph) => Text.Append("<p>").Append(Escape(paragraph)).Append("</p>\n");

    protected override string End() => Text.Append("</body>\n</html>\n").ToString();

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
