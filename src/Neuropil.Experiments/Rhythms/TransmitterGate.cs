using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// How much of a cell's synapses is open, by its own potential: ds/dt = (1 + tanh(V/4 mV))/2 (1 - s)/rise - s/decay (Boergers 2017, An Introduction to
/// Modeling Neuronal Dynamics, section 20.1). <see cref="TransmitterCoupling"/> brings it to other cells.
/// </summary>
internal sealed record TransmitterGate : Mechanism
{
    /// <summary>The time in which synapses open during a spike. Default 0.5 ms.</summary>
    [Positive]
    public Parameter<Time> Rise { get; init; } = 0.5 * ms;

    /// <summary>The time in which they close.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 3 * ms;

    /// <summary>ds/dt.</summary>
    public Expr Derivative(Expr s, Expr voltage) => ((1 + Tanh(voltage / (4 * mV))) / 2 * (1 - s) / Rise) - (s / Decay);

    /// <inheritdoc/>
    protected override void Declare(Membrane membrane)
    {
        var s = membrane.State("s", 0);
        membrane.Differential(s, Derivative(s, membrane.Voltage));
    }
}

/// <summary>Synapses that act by the gates of their sources: I = (E - V) sum of g s.</summary>
/// <param name="Name">The name in the paths of its variables.</param>
internal sealed record TransmitterCoupling(string Name) : Coupling<Conductance>(Name)
{
    /// <summary>The reversal potential.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * mV;

    /// <inheritdoc/>
    protected override IReadOnlyList<Expr> Outputs(EquationSystem source) => [source.Find("s")];

    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        var g = equations.Arrival(Conductance.Dimension).Symbol;
        equations.Intermediate("g", g);
        equations.AddInwardCurrent(g * (Reversal - equations.Voltage!));
    }
}
