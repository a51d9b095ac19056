using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A cell whose rate is linear in its input, with calcium that follows the rate and elements that grow by it: r = s (V - E), tau_m dV/dt = E - V,
/// d[Ca]/dt = (r - [Ca])/tau, dz/dt = nu exp(-t/tau_c) (1 - [Ca]/epsilon).
/// </summary>
internal sealed record GrowingCell : Neuron
{
    public static readonly Time MembraneTimeConstant = 500 * ms;
    private static readonly Voltage rest = -65 * mV;

    /// <summary>s, in Hz per mV: one for convenience.</summary>
    public required Frequency TargetRate { get; init; }

    public required Frequency GrowthRate { get; init; }

    public required Time CalciumDecay { get; init; }

    /// <summary>tau_c, with which growth ends; null where it stays.</summary>
    public required Time? CriticalPeriod { get; init; }

    public required Frequency InitialRate { get; init; }

    public required NumberParameter InitialElements { get; init; }

    protected override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", rest + (InitialRate / Hz * mV));
        equations.Differential(v, (rest - v) / MembraneTimeConstant);
        var rate = (v - rest) / (1 * mV) * (1 * Hz);
        equations.Intermediate("rate", rate);
        var calcium = equations.State("Ca", Frequency.Dimension);
        equations.Differential(calcium, (rate - calcium) / CalciumDecay);
        equations.Initial(calcium, InitialRate);
        Expr growth = Expr.Of(GrowthRate);
        if (CriticalPeriod is { } period)
        {
            var openness = equations.State("openness", Dimension.None);
            equations.Differential(openness, -openness / period);
            equations.Initial(openness, 1.0);
            growth *= openness;
        }

        var elements = equations.State("z", Dimension.None);
        equations.Differential(elements, growth * (1 - (calcium / TargetRate)));
        equations.Initial(elements, InitialElements);
    }
}
