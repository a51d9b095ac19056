using System.Text;

namespace Neuropil.Descriptions;

/// <summary>The order of a model's page, whatever the format: name, summary, equations, notes, parameters, deviations, source.</summary>
internal abstract class PageWriter(ModelPage page, FormulaPrinter printer)
{
    protected ModelPage Page => page;

    protected StringBuilder Text { get; } = new();

    /// <summary>The headings of the columns of a table of parameters.</summary>
    protected string[] Columns => [.. new[] { "name", "symbol", "default", "meaning" }.Select(page.Translate)];

    /// <summary>A row's meaning.</summary>
    protected string Meaning(ParameterRow row) => row.Meaning.Length > 0 ? page.Translate(row.Meaning) : "";

    /// <summary>A row's default; a word in its place is of the page's language, a value is as one types it.</summary>
    protected string Default(ParameterRow row) => row.Default is "none" or "yes" or "no" ? page.Translate(row.Default) : row.Default;

    /// <summary>The page.</summary>
    protected string Write()
    {
        Begin();
        ParagraphUnlessEmpty(page.Summary);
        foreach (var group in page.Groups)
        {
            Heading(page.Translate(group.Heading));
            foreach (var line in group.Lines)
            {
                Equation(line.Write(printer));
            }

            EndGroup();
        }

        foreach (string note in page.Notes)
        {
            ParagraphUnlessEmpty(note);
        }

        if (page.Parameters.Count > 0)
        {
            Heading(page.Translate("Parameters"));
            Table();
        }

        if (page.Remarks.Length > 0)
        {
            Heading(page.Translate("Conventions, defaults and deviations"));
            Paragraph(page.Translate(page.Remarks));
        }

        string source = page.Translate("Source:");
        Paragraph($"{source}{(source[^1] == ':' ? " " : "")}{page.Model.Source}");
        return End();
    }

    protected abstract void Begin();

    protected abstract void Heading(string heading);

    protected abstract void Equation(string formula);

    /// <summary>What stands behind the equations of a group.</summary>
    protected virtual void EndGroup() => Text.Append('\n');

    protected abstract void Table();

    protected abstract void Paragraph(string paragraph);

    /// <summary>Ends the page.</summary>
    /// <returns>The whole.</returns>
    protected abstract string End();

    private void ParagraphUnlessEmpty(string paragraph)
    {
        if (paragraph.Length > 0)
        {
            Paragraph(page.Translate(paragraph));
        }
    }
}
