using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The simple model with the units of a cell (Izhikevich 2007, Dynamical Systems in Neuroscience, eqs. 8.5 and 8.6):
/// C dv/dt = k (v - v_r) (v - v_t) - u + I and du/dt = a (b (v - v_r) - u); at the peak a spike is counted, v is set to c and u grows by d.
/// </summary>
/// <remarks>
/// The defaults are the book's regular spiking cell of layer 5 (section 8.2.1, figure 8.12): C 100 pF, k 0.7 nS/mV, v_r -60, v_t -40, peak 35 mV, a 0.03 /ms,
/// b -2 nS, c -50 mV, d 100 pA. v is cut at the peak, and the parabola is not evaluated beyond. The book has no refractory period; if there is one, v is held
/// and u goes on.
/// </remarks>
public sealed record Izhikevich2007 : IntegrateAndFire
{
    /// <summary>C, the membrane's capacitance. Default 100 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 100 * pF;

    /// <summary>k, the curvature of the current. Default 0.7 nS/mV.</summary>
    public Parameter<ConductancePerVoltage> Curvature { get; init; } = 0.7 * nS / mV;

    /// <summary>v_r, the resting potential. Default -60 mV.</summary>
    public Parameter<Voltage> Rest { get; init; } = -60 * mV;

    /// <summary>v_t, the instantaneous threshold. Default -40 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -40 * mV;

    /// <summary>a, how fast u recovers. Default 0.03 /ms.</summary>
    public Parameter<Frequency> A { get; init; } = 0.03 / ms;

    /// <summary>b, how strongly u follows v; negative where it amplifies. Default -2 nS.</summary>
    public Parameter<Conductance> B { get; init; } = -2 * nS;

    /// <summary>c, the value of v after a spike. Default -50 mV.</summary>
    public Parameter<Voltage> C { get; init; } = -50 * mV;

    /// <summary>d, by how much u grows at a spike. Default 100 pA.</summary>
    public Parameter<Current> D { get; init; } = 100 * pA;

    /// <summary>Where a spike is counted and cut off. Default 35 mV.</summary>
    public Parameter<Voltage> Peak { get; init; } = 35 * mV;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("v", InitialVoltage ?? Rest);
        var u = equations.State("u", Current.Dimension);

        // The stages of a Runge-Kutta method overshoot the peak far: neither the parabola nor u may follow v there.
        var seen = Functions.Min(v, Peak);
        equations.Differential(v, ((Curvature * ((seen - Rest) * (seen - Threshold))) - u + equations.InputCurrent) / Capacitance);
        equations.Differential(u, A * ((B * (seen - Rest)) - u));
        equations.Initial(u, B * (v - Rest));
        equations.Ceiling(v, Peak);
        Spikes(equations, Peak, C, (u, u + D));
    }
}
