namespace Neuropil.Descriptions;

/// <summary>A model's page as plain text.</summary>
internal sealed class TextPage : PageWriter
{
    private const int Width = 110;

    private readonly TextFormula printer;

    private TextPage(ModelPage page, TextFormula printer)
        : base(page, printer) => this.printer = printer;

    public static string Write(ModelPage page) => new TextPage(page, new TextFormula { Translate = page.Translate }).Write();

    protected override void Begin()
        => Text.Append(Page.Model.Name).Append(" (").Append(Page.Translate(Page.Model.Kind.ToString().ToLowerInvariant())).Append("; ")
            .Append(Page.Model.Declaration.GetType().Name).Append(")\n\n");

    protected override void Heading(string heading) => Text.Append(heading).Append('\n');

    protected override void Equation(string formula) => Text.Append("  ").Append(formula).Append('\n');

    protected override string End() => Text.ToString().TrimEnd('\n') + "\n";

    protected override void Table()
    {
        string[][] rows = [Columns,
            .. Page.Parameters.Select(row => new[] { row.Name, row.Symbol is null ? "" : printer.Name(row.Symbol), Default(row), Meaning(row) })];
        int[] widths = [.. Enumerable.Range(0, 3).Select(column => rows.Max(row => DisplayWidth.Of(row[column])))];
        foreach (string[] row in rows)
        {
            Text.Append("  ").Append(DisplayWidth.PadRight(row[0], widths[0])).Append("  ").Append(DisplayWidth.PadRight(row[1], widths[1])).Append("  ")
                .Append(DisplayWidth.PadLeft(row[2], widths[2])).Append("  ").Append(row[3]).Append('\n');
        }

        Text.Append('\n');
    }

    protected override void Paragraph(string paragraph) => Text.Append(DisplayWidth.Wrap(paragraph, Width)).Append("\n\n");
}
