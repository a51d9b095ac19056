using System.Text;

namespace Neuropil;

/// <summary>A model of the <see cref="ModelCatalogue"/>.</summary>
public sealed class CatalogueModel
{
    internal CatalogueModel(object declaration, string summary, string source)
    {
        Declaration = declaration;
        Summary = summary;
        Source = source;
        Name = KebabCase(declaration.GetType().Name.Split('`')[0]);
        Kind = declaration switch
        {
            SpikeSource => ModelKind.Source,
            CellModel => ModelKind.Cell,
            IonChannel => ModelKind.Channel,
            Receptor => ModelKind.Receptor,
            InjectedCurrent => ModelKind.Current,
            IonContainer => ModelKind.Ion,
            _ => ModelKind.Mechanism,
        };
    }

    /// <summary>The name, the type's in lower case with hyphens: <c>wang-buzsaki</c>.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public ModelKind Kind { get; }

    /// <summary>The model with its default parameters: a <see cref="CellModel"/>, an <see cref="IonChannel"/>, a <see cref="Mechanism"/>, and so on.</summary>
    public object Declaration { get; }

    /// <summary>One sentence.</summary>
    public string Summary { get; }

    /// <summary>Where the model comes from.</summary>
    public string Source { get; }

    /// <summary>
    /// The smallest cell that has the model: the cell itself, or a passive membrane with it (and with calcium, where the model needs that). For a receptor it is the
    /// membrane (or the rate unit) that a projection may target; null for a source, which has no equations.
    /// </summary>
    public Neuron? Cell() => Declaration switch
    {
        Neuron neuron => neuron,
        IonChannel channel => Membrane([Container(channel), .. NeedsCalcium(channel) ? [Pool(new CalciumPool())] : Array.Empty<Mechanism>()]),
        Mechanism mechanism => Membrane(mechanism is Leak ? [] : [mechanism]),
        CalciumPool pool => Membrane([Pool(pool)]),
        InjectedCurrent current => Membrane([]) with { Inputs = [current] },
        DriveCoupling => new RateUnit(),
        Receptor => Membrane([]),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Summary}";

    private static PointNeuron Membrane(Mechanism[] mechanisms) => new() { Temperature = Units.Celsius(36), Mechanisms = [.. mechanisms, new Leak()] };

    private static Mechanism Container(IonChannel channel) => channel.GetType().Name switch
    {
        var name when name.StartsWith("Sodium", StringComparison.Ordinal) => new Sodium { Channels = [channel] },
        var name when name.StartsWith("Potassium", StringComparison.Ordinal) => new Potassium { Channels = [channel] },
        _ => new Calcium { Channels = [channel], Pool = new CalciumPool(), OuterConcentration = 2 * Units.mM },
    };

    private static bool NeedsCalcium(IonChannel channel)
        => channel is PotassiumAfterhyperpolarization or PotassiumBigConductance or PotassiumSlowPinskyRinzel or PotassiumFastPinskyRinzel;

    private static Calcium Pool(CalciumPool pool) => new() { Pool = pool, Channels = [new CalciumHighThreshold()] };

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
