using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The simple model of Izhikevich (2003, IEEE Trans. Neural Netw. 14): dv/dt = 0.04 v² + 5 v + 140 - u + I and du/dt = a (b v - u), with v in
/// mV and time in ms; at v = 30 mV a spike is counted, v is set to c and u grows by d.
/// </summary>
/// <remarks>
/// The paper's numbers are taken as mV and ms: 0.04 /(mV ms), 5 /ms, 140 mV/ms, u in mV/ms. Its input I has no unit; here a current divided by
/// <see cref="Capacitance"/>, so that with the default of 1 pF the paper's I = 14 is 14 pA. Defaults: the regular spiking cell, a 0.02 /ms,
/// b 0.2 /ms, c -65 mV, d 8 mV/ms. v starts at -65 mV unless <see cref="IntegrateAndFire.InitialVoltage"/>
/// is given, and is cut at the peak. The paper has no refractory period; if there is one, v is held and u goes on.
/// </remarks>
public sealed record Izhikevich : IntegrateAndFire
{
    /// <summary>a, how fast u recovers. Default 0.02 /ms.</summary>
    public Parameter<Frequency> A { get; init; } = 0.02 / ms;

    /// <summary>b, how strongly u follows v. Default 0.2 /ms.</summary>
    public Parameter<Frequency> B { get; init; } = 0.2 / ms;

    /// <summary>c, the value of v after a spike. Default -65 mV.</summary>
    public Parameter<Voltage> C { get; init; } = -65 * mV;

    /// <summary>d, by how much u grows at a spike. Default 8 mV/ms.</summary>
    public Parameter<VoltageRate> D { get; init; } = 8 * mV / ms;

    /// <summary>What turns currents into the paper's input without unit. Default 1 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 1 * pF;

    /// <summary>Where a spike is counted and cut off. Default 30 mV.</summary>
    public Parameter<Voltage> Peak { get; init; } = 30 * mV;

    /// <summary>u at the start; null for b v.</summary>
    public Parameter<VoltageRate>? InitialRecovery { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var initialVoltage = InitialVoltage ?? -65 * mV;
        equations.NameParameter("initialVoltage", initialVoltage);
        var v = equations.MembranePotential("v", initialVoltage);
        var u = equations.State("u", VoltageRate.Dimension);
        equations.Differential(v, (0.04 / (mV * ms) * v * v) + (5 / ms * v) + (140 * mV / ms) - u + (equations.InputCurrent / Capacitance));
        equations.Differential(u, A * ((B * v) - u));
        equations.Initial(u, InitialRecovery is null ? B * v : Expr.Of(InitialRecovery));
        equations.Ceiling(v, Peak);
        Spikes(equations, Peak, C, (u, u + D));
    }
}
