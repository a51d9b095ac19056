using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A leaky integrate-and-fire cell, C dV/dt = g (E - V) + I, with reset and refractoriness: the smallest cell that uses all of a step.</summary>
internal sealed record LeakyCell : Neuron
{
    public Parameter<Capacitance> Capacitance { get; init; } = 200 * pF;

    public Parameter<Conductance> Leak { get; init; } = 10 * nS;

    public Parameter<Voltage> Rest { get; init; } = -65 * mV;

    public Parameter<Voltage> Threshold { get; init; } = -50 * mV;

    public Parameter<Voltage> Reset { get; init; } = -60 * mV;

    public Parameter<Time> Refractory { get; init; } = 2 * ms;

    protected internal override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", Rest);
        equations.Differential(v, ((Leak * (Rest - v)) + equations.InputCurrent) / Capacitance);
        equations.Intermediate("leak", Leak * (Rest - v));
        equations.On(equations.Spike(v >= Threshold), v, Reset);
        equations.Refractory(Refractory, v);
    }
}
