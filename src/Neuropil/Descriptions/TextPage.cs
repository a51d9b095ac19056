using System.Text;

namespace Neuropil.Descriptions;

/// <summary>A model's page as plain text.</summary>
internal static class TextPage
{
    private const int Width = 110;

    public static string Write(ModelPage page)
    {
        var printer = new TextFormula();
        var text = new StringBuilder();
        text.Append(page.Model.Name).Append(" (").Append(page.Model.Kind.ToString().ToLowerInvariant()).Append("; ").Append(page.Model.Declaration.GetType().Name).Append(")\n\n");
        Paragraph(text, page.Summary);
        foreach (var group in page.Groups)
        {
            text.Append(group.Heading).Append('\n');
            foreach (var line in group.Lines)
            {
                text.Append("  ").Append(line.Write(printer)).Append('\n');
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
            text.Append("Conventions, defaults and deviations\n");
            Paragraph(text, page.Remarks);
        }

        Paragraph(text, $"Source: {page.Model.Source}");

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Table(StringBuilder text, ModelPage page, TextFormula printer)
    {
        if (page.Parameters.Count == 0)
        {
            return;
        }

        string[][] rows = [["name", "symbol", "default", "meaning"], .. page.Parameters.Select(row => new[] { row.Name, row.Symbol is null ? "" : printer.Name(row.Symbol), row.Default, row.Meaning })];
        int[] widths = [.. Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length))];
        text.Append("Parameters\n");
        foreach (string[] row in rows)
        {
            text.Append("  ").Append(row[0].PadRight(widths[0])).Append("  ").Append(row[1].PadRight(widths[1])).Append("  ").Append(row[2].PadLeft(widths[2])).Append("  ").Append(row[3]).Append('\n');
        }

        text.Append('\n');
    }

    private static void Paragraph(StringBuilder text, string paragraph)
    {
        if (paragraph.Length == 0)
        {
            return;
        }

        int column = 0;
        foreach (string word in paragraph.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(column > 0 ? " " : "").Append(word);
            column += word.Length + (column > 0 ? 1 : 0);
        }

        text.Append("\n\n");
    }
}
