using System.Text;

namespace Neuropil.Descriptions;

/// <summary>A model's page as a LaTeX document that needs amsmath and longtable, which every distribution has.</summary>
internal static class LatexPage
{
    public static string Write(ModelPage page)
    {
        var printer = new LatexFormula();
        var text = new StringBuilder();
        text.Append("\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n\\usepackage{textcomp}\n\\usepackage{amsmath}\n\\usepackage{longtable}\n")
            .Append("\\usepackage[margin=2cm]{geometry}\n\\begin{document}\n\n\\section*{").Append(LatexFormula.Escape(page.Model.Name)).Append("}\n\n");
        Paragraph(text, page.Summary);
        foreach (var group in page.Groups)
        {
            text.Append("\\subsection*{").Append(group.Heading).Append("}\n");
            foreach (var line in group.Lines)
            {
                text.Append("\\begin{equation*}\n  ").Append(line.Write(printer)).Append("\n\\end{equation*}\n");
            }

            text.Append('\n');
        }

        foreach (string note in page.Notes)
        {
            Paragraph(text, note);
        }

        Table(text, page, printer);
        if (page.Remarks.Length > 0)
        {
            text.Append("\\subsection*{Conventions, defaults and deviations}\n");
            Paragraph(text, page.Remarks);
        }

        Paragraph(text, $"Source: {page.Model.Source}");

        return text.Append("\\end{document}\n").ToString();
    }

    private static void Table(StringBuilder text, ModelPage page, LatexFormula printer)
    {
        if (page.Parameters.Count == 0)
        {
            return;
        }

        text.Append("\\subsection*{Parameters}\n\\begin{longtable}{lllp{0.42\\textwidth}}\nname & symbol & default & meaning \\\\\n\\hline\n");
        foreach (var row in page.Parameters)
        {
            string symbol = row.Symbol is null ? "" : $"${printer.Name(row.Symbol)}$";
            string value = row.Value is { IsUniform: true } parameter && parameter.Dimension != Temperature.Dimension ? $"${printer.Print(Expr.Of(parameter), FormulaNames.None)}$" : LatexFormula.Escape(row.Default);
            text.Append("\\texttt{").Append(LatexFormula.Escape(row.Name)).Append("} & ").Append(symbol).Append(" & ").Append(value).Append(" & ").Append(LatexFormula.Escape(row.Meaning)).Append(" \\\\\n");
        }

        text.Append("\\end{longtable}\n\n");
    }

    private static void Paragraph(StringBuilder text, string paragraph)
    {
        if (paragraph.Length > 0)
        {
            text.Append(LatexFormula.Escape(paragraph)).Append("\n\n");
        }
    }
}
