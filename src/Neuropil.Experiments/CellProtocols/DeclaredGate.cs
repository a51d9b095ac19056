using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A gate as its declaration has it, evaluated from the expressions without any simulation: dx/dt = f(x, V) is linear in x, so that
/// f(0) = x_inf / tau and f(1) = (x_inf - 1) / tau give both. The exponent p follows from the current, which falls by 2^p where x is halved.
/// </summary>
internal sealed class DeclaredGate
{
    private readonly Expr slope;
    private readonly Expr current;
    private readonly string voltage;

    private DeclaredGate(EquationSystem system, StateVariable state)
    {
        Name = state.Symbol.Name;
        slope = state.Derivative;
        current = system.Find("clampCurrent");
        voltage = system.MembranePotential!.Name;
        Exponent = (int)Math.Round(Math.Log2(Current(1) / Current(0.5)));
    }

    /// <summary>The full name.</summary>
    public string Name { get; }

    /// <summary>The name without path.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The exponent of the gate in the current.</summary>
    public int Exponent { get; }

    /// <summary>The gates of a clamped membrane.</summary>
    public static IReadOnlyList<DeclaredGate> Of(VoltageClamp clamp)
    {
        var system = clamp.ToEquations();
        return [.. system.States.Where(state => !ReferenceEquals(state.Symbol, system.MembranePotential)).Select(state => new DeclaredGate(system, state))];
    }

    /// <summary>The potential in mV at which the open channel's declared current is zero; null where it is no straight line over the potential.</summary>
    public double? Reversal()
    {
        var (low, middle, high) = (Evaluate(current, -100, 1), Evaluate(current, 0, 1), Evaluate(current, 100, 1));
        double perMillivolt = (high - low) / 200;
        return Math.Abs(low + high - (2 * middle)) < 1e-9 * Math.Abs(high - low) ? -middle / perMillivolt : null;
    }

    /// <summary>The steady state at a potential in mV.</summary>
    public double SteadyState(double millivolts) => Slope(millivolts, 0) / (Slope(millivolts, 0) - Slope(millivolts, 1));

    /// <summary>The time constant at a potential in mV, in ms.</summary>
    public double TimeConstant(double millivolts) => 1 / (Slope(millivolts, 0) - Slope(millivolts, 1));

    // Per ms.
    private double Slope(double millivolts, double x) => Evaluate(slope, millivolts, x) * ms.SiValue;

    // All other gates open; at a potential that is no ion's reversal.
    private double Current(double x) => Evaluate(current, -17.3, x);

    // What is neither the potential nor this gate is one of its usual unit: an open gate.
    private double Evaluate(Expr expression, double millivolts, double x)
        => expression.Evaluate(symbol => symbol.Name == voltage ? millivolts * mV : symbol.Name == Name ? x
            : new Quantity(DisplayUnit.For(symbol.Dimension).SiValue, symbol.Dimension)).SiValue;
}
