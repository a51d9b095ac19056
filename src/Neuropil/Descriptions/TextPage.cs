namespace Neuropil.Descriptions;

/// <summary>A model's page as plain text.</summary>
internal sealed class TextPage : PageWriter
{
    private const int Width = 110;

    private readonly TextFormula printer;

    private TextPage(ModelPage page, TextFormula printer)
        : base(page, printer) => this.printer = printer;

    public static string Write(ModelPage page) => new TextPage(page, new TextFormula()).Write();

    protected override void Begin()
        => Text.Append(Page.Model.Name).Append(" (").Append(Page.Model.Kind.ToString().ToLowerInvariant()).Append("; ")
            .Append(Page.Model.Declaration.GetType().Name).Append(")\n\n");

    protected override void Heading(string heading) => Text.Append(heading).Append('\n');

    protected override void Equation(string formula) => Text.Append("  ").Append(formula).Append('\n');

    protected override string End() => Text.ToString().TrimEnd('\n') + "\n";

    protected override void Table()
    {
        string[][] rows = [["name", "symbol", "default", "meaning"],
            .. Page.Parameters.Select(row => new[] { row.Name, row.Symbol is null ? "" : printer.Name(row.Symbol), row.Default, row.Meaning })];
        int[] widths = [.. Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            Text.Append("  ").Append(row[0].PadRight(widths[0])).Append("  ").Append(row[1].PadRight(widths[1])).Append("  ").Append(row[2].PadLeft(widths[2]))
                .Append("  ").Append(row[3]).Append('\n');
        }

        Text.Append('\n');
    }

    protected override void Paragraph(string paragraph)
    {
        int column = 0;
        foreach (string word in paragraph.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                Text.Append('\n');
                column = 0;
            }

            Text.Append(column > 0 ? " " : "").Append(word);
            column += word.Length + (column > 0 ? 1 : 0);
        }

        Text.Append("\n\n");
    }
}
