using System.Globalization;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The cell that a protocol of electrophysiology is done on, and the unit in which its currents are given.</summary>
/// <param name="Name">The name that the user types.</param>
/// <param name="Cell">The model.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record CellUnderTest(string Name, Neuron Cell, string Source)
{
    /// <summary>The name of the cell that has a leak and nothing else.</summary>
    public const string Passive = "passive-membrane";

    // A leak makes no spikes: a membrane that is charged beyond the usual threshold does not count as one.
    private static readonly PointNeuron Leaky = new()
    {
        InitialVoltage = -65 * mV, Threshold = 1e6 * mV, Mechanisms = [new Leak { Reversal = -65 * mV, Conductance = 0.05 * mS / cm2 }],
    };

    /// <summary>The names of all cells whose membrane potential follows from the current.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. ModelCatalogue.All.Where(model => model.Kind == ModelKind.Cell && model.Declaration is Neuron neuron and not VoltageClamp && IsDriven(neuron))
            .Select(model => model.Name),
        Passive,
    ];

    /// <summary>The variable that is the membrane potential.</summary>
    public string Voltage { get; } = Cell.ToEquations().MembranePotential!.Name;

    /// <summary>Whether a spike sets the membrane potential: there is no action potential to record, and figures draw one.</summary>
    public bool Resets { get; } = Cell.ToEquations() is { Spike: { } spike } equations
        && equations.On(spike).Any(statement => statement.Variable == equations.MembranePotential);

    /// <summary>The membrane's area; null for a cell that has none, of which currents are absolute only.</summary>
    public Area? Area { get; } = Cell switch
    {
        PointNeuron { Area.IsUniform: true } point => Neuropil.Area.FromSi(point.Area.UniformSi),
        TwoCompartmentNeuron { Area.IsUniform: true } cell => Neuropil.Area.FromSi(cell.Area.UniformSi),
        _ => null,
    };

    /// <summary>The unit of currents in figures: a density where there is an area, pA elsewhere.</summary>
    public string Unit => Area is null ? "pA" : "uA/cm²";

    private double AmperesPerUnit => Area is { } area ? (uA / cm2 * area).SiValue : pA.SiValue;

    /// <summary>The cell of that name.</summary>
    /// <exception cref="UserErrorException">There is none; names the nearest.</exception>
    public static CellUnderTest ByName(string name)
    {
        if (name == Passive)
        {
            return new CellUnderTest(Passive, Leaky, "elementary");
        }

        return Names.Contains(name)
            ? new CellUnderTest(name, (Neuron)ModelCatalogue.ByName(name).Declaration, ModelCatalogue.ByName(name).Source)
            : Catalogued(name) ? throw new UserErrorException($"{name} cannot be measured: its membrane is held, random, or not there.")
            : throw new UserErrorException($"there is no cell model {OneLine.Quote(name)}.{Suggestion.WithAll(name, Names)}");
    }

    /// <summary>The current in the unit of figures.</summary>
    public double InUnit(Current current) => current.SiValue / AmperesPerUnit;

    /// <summary>The current of that size in the unit of figures.</summary>
    public Current OfUnit(double value) => Current.FromSi(value * AmperesPerUnit);

    /// <summary>The current in words, with its density where the cell has an area.</summary>
    public string Describe(Current current)
    {
        string absolute = Rounded(current).ToString(null, CultureInfo.InvariantCulture);
        return Area is null ? absolute : string.Create(CultureInfo.InvariantCulture, $"{InUnit(current):G5} uA/cm² ({absolute})");
    }

    /// <summary>Reads a current, absolute or per area.</summary>
    /// <exception cref="UserErrorException">The text is neither, or the cell has no area.</exception>
    public Current Parse(string option, string text)
    {
        if (Current.TryParse(text, CultureInfo.InvariantCulture, out Current current))
        {
            return current;
        }

        return !CurrentDensity.TryParse(text, CultureInfo.InvariantCulture, out CurrentDensity density)
                ? throw new UserErrorException(
                    $"--{option} {OneLine.Quote(text)}: expected a current such as '0.5 nA', or a current per area such as '10 uA/cm^2'.")
            : Area is { } area ? density * area
            : throw new UserErrorException($"--{option} {OneLine.Quote(text)}: {Name} has no area; expected a current such as '200 pA'.");
    }

    /// <summary>The cell with one more electrode.</summary>
    public Neuron With(InjectedCurrent current) => Cell with { Inputs = [.. Cell.Inputs, current] };

    private static Current Rounded(Current current)
        => Current.FromSi(double.Parse(current.SiValue.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static bool Catalogued(string name) => ModelCatalogue.All.Any(model => model.Name == name && model.Kind == ModelKind.Cell);

    // Rate units and binary units have no membrane that a current could charge; a random cell has no response to hold against a reference.
    private static bool IsDriven(Neuron neuron) => neuron.ToEquations() is { MembranePotential: not null, IsStochastic: false };
}
