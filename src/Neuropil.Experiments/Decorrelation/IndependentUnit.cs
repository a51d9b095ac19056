using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A unit that asks nobody: at each of its looks, as often as those of <see cref="SwitchingUnit"/>, it is on with a probability of its own.</summary>
internal sealed record IndependentUnit : Neuron
{
    /// <summary>The mean time between two looks.</summary>
    public required Parameter<Time> TimeConstant { get; init; }

    /// <summary>The probability of being on.</summary>
    public required NumberParameter Activity { get; init; }

    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", 0 * mV); // as of a SwitchingUnit
        equations.Update(v, v);
        var r = equations.State("r", Dimension.None);
        var looks = equations.Chance("chance") < -Expm1(-Symbol.TimeStep / TimeConstant);
        var isOn = Select(equations.Chance("state") < Activity, 1.0, 0.0);
        equations.On(equations.Spike(looks & (Abs(isOn - r) > 0.5)), r, 1 - r);
    }
}
