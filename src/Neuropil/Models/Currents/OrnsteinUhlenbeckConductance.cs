using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Background synapses as one fluctuating conductance, I = g (E - V) with dg/dt = (mean - g)/tau + sd sqrt(2/tau) xi: one half of the
/// point-conductance model of Destexhe, Rudolph, Fellous and Sejnowski (Neuroscience 107, 2001), eqs. 1 to 4. The other half is a second one
/// with the reversal potential of inhibition. g starts at its mean; its update is exact for any time step.
/// </summary>
/// <remarks>
/// The process has no bound, so that g is below zero for a part of the time that a normal number is below -mean/sd. By default such a conductance
/// acts as it is (as in the paper's own equations); with <see cref="ClippedAtZero"/> the cell sees zero in its place, and the process itself goes
/// on undisturbed, which raises the mean that the cell sees.
/// The defaults are the paper's excitation in layer VI: 12.1 nS, 3.0 nS, 2.728 ms, 0 mV; inhibition has 57.3 nS, 6.6 nS, 10.49 ms, -75 mV.
/// </remarks>
public sealed record OrnsteinUhlenbeckConductance : InjectedCurrent
{
    /// <summary>The mean. Default 12.1 nS.</summary>
    public Parameter<Conductance> Mean { get; init; } = 12.1 * Units.nS;

    /// <summary>The standard deviation in the long run. Default 3 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> StandardDeviation { get; init; } = 3.0 * Units.nS;

    /// <summary>The correlation time. Default 2.728 ms.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 2.728 * Units.ms;

    /// <summary>The reversal potential. Default 0 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * Units.mV;

    /// <summary>Whether the cell sees zero where the process is below it.</summary>
    public bool ClippedAtZero { get; init; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The cell has no membrane potential.</exception>
    public override Expr Current(CellBuilder equations)
    {
        var voltage = equations.Voltage ?? throw new InvalidOperationException("A fluctuating conductance needs a cell with a membrane potential.");
        var g = equations.OrnsteinUhlenbeck("g", Mean, StandardDeviation, TimeConstant);
        Expr seen = ClippedAtZero ? Max(g, 0 * Units.nS) : g;
        return seen * (Reversal - voltage);
    }
}
