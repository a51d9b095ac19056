using System.Text;

namespace Neuropil;

/// <summary>
/// A model with a sentence and a source, as it stands in the <see cref="ModelCatalogue"/>; one of your own has the same page (<see cref="ModelPages"/>).
/// </summary>
public sealed class CatalogueModel
{
    /// <summary>A model.</summary>
    /// <param name="declaration">The model with its default parameters.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="source">Where it comes from.</param>
    public CatalogueModel(IModel declaration, string summary, string source)
    {
        Declaration = declaration;
        Summary = summary;
        Source = source;
        Name = KebabCase(declaration.GetType().Name.Split('`')[0]);
    }

    /// <summary>The name, the type's in lower case with hyphens: <c>wang-buzsaki</c>.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public ModelKind Kind => Declaration.Kind;

    /// <summary>The model with its default parameters: a <see cref="CellModel"/>, an <see cref="IonChannel"/>, a <see cref="Mechanism"/>, and so on.</summary>
    public IModel Declaration { get; }

    /// <summary>One sentence.</summary>
    public string Summary { get; }

    /// <summary>Where the model comes from.</summary>
    public string Source { get; }

    /// <summary>
    /// The smallest cell that has the model: the cell itself, or a passive membrane with it (and with the ions that the model requires). For a receptor it is
    /// the membrane (or the rate unit) that a projection may target; null for a source, which has no equations.
    /// </summary>
    public Neuron? Cell() => Declaration.ExampleCell();

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Summary}";

    private static string KebabCase(string name)
    {
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && (char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1]))))
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
