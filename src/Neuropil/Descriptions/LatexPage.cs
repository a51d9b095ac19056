namespace Neuropil.Descriptions;

/// <summary>A model's page as a LaTeX document that needs amsmath and longtable, which every distribution has.</summary>
internal sealed class LatexPage : PageWriter
{
    private readonly LatexFormula printer;

    private LatexPage(ModelPage page, LatexFormula printer)
        : base(page, printer) => this.printer = printer;

    public static string Write(ModelPage page) => new LatexPage(page, new LatexFormula()).Write();

    protected override void Begin()
    {
        Text.Append("\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n\\usepackage{textcomp}\n"
            + "\\usepackage{amsmath}\n\\usepackage{longtable}\n")
            .Append("\\usepackage[margin=2cm]{geometry}\n\\begin{document}\n\n\\section*{").Append(LatexFormula.Escape(Page.Model.Name)).Append("}\n\n");
    }

    protected override void Heading(string heading) => Text.Append("\\subsection*{").Append(heading).Append("}\n");

    protected override void Equation(string formula) => Text.Append("\\begin{equation*}\n  ").Append(formula).Append("\n\\end{equation*}\n");

    protected override void Table()
    {
        Text.Append("\\begin{longtable}{lllp{0.42\\textwidth}}\n").AppendJoin(" & ", Columns).Append(" \\\\\n\\hline\n");
        foreach (var row in Page.Parameters)
        {
            string symbol = row.Symbol is null ? "" : $"${printer.Name(row.Symbol)}$";
            string value = row.Value is { IsUniform: true } parameter && parameter.Dimension != Temperature.Dimension
                ? $"${printer.Print(Expr.Of(parameter), FormulaNames.None)}$" : LatexFormula.Escape(row.Default);
            Text.Append("\\texttt{").Append(LatexFormula.Escape(row.Name)).Append("} & ").Append(symbol).Append(" & ").Append(value).Append(" & ")
                .Append(LatexFormula.Escape(Meaning(row))).Append(" \\\\\n");
        }

        Text.Append("\\end{longtable}\n\n");
    }

    protected override void Paragraph(string paragraph) => Text.Append(LatexFormula.Escape(paragraph)).Append("\n\n");

    protected override string End() => Text.Append("\\end{document}\n").ToString();
}
