namespace Neuropil;

/// <summary>The membrane as its mechanisms see it: voltage, area and temperature, and the place where they declare gates and states.</summary>
public sealed class Membrane
{
    private readonly EquationBuilder equations;

    internal Membrane(EquationBuilder equations, Symbol voltage, Expr area, Expr temperature)
    {
        this.equations = equations;
        Voltage = voltage;
        Area = area;
        Temperature = temperature;
    }

    /// <summary>The membrane potential.</summary>
    public Expr Voltage { get; }

    /// <summary>The membrane's area.</summary>
    public Expr Area { get; }

    /// <summary>The absolute temperature.</summary>
    public Expr Temperature { get; }

    /// <summary>The sum of the currents declared so far, positive inward.</summary>
    internal Expr TotalCurrent { get; private set; } = new ConstantExpr(new Quantity(0, Current.Dimension));

    internal EquationBuilder Equations => equations;

    /// <summary>
    /// A gating variable with dx/dt = opening (1 - x) - closing x, which starts at its steady state opening / (opening + closing).
    /// </summary>
    /// <exception cref="DimensionMismatchException">A rate is not a frequency.</exception>
    public Expr Gate(string name, Expr opening, Expr closing)
    {
        var gate = equations.State(name, Dimension.None);
        equations.Differential(gate, (opening * (1 - gate)) - (closing * gate));
        equations.Initial(gate, opening / (opening + closing));
        return gate;
    }

    /// <summary>A gating variable with dx/dt = (steady state - x) / time constant, which starts at its steady state.</summary>
    public Expr GateOf(string name, Expr steadyState, Expr timeConstant)
    {
        var gate = equations.State(name, Dimension.None);
        equations.Differential(gate, (steadyState - gate) / timeConstant);
        equations.Initial(gate, steadyState);
        return gate;
    }

    /// <summary>Any other state variable of a mechanism; give its equation with <see cref="Differential"/>.</summary>
    public Symbol State(string name, Expr initial)
    {
        var state = equations.State(name, initial.Dimension);
        equations.Initial(state, initial);
        return state;
    }

    /// <summary>Gives dy/dt of a state.</summary>
    public void Differential(Symbol state, Expr derivative) => equations.Differential(state, derivative);

    /// <summary>Names a quantity so that it can be recorded.</summary>
    public void Intermediate(string name, Expr value) => equations.Intermediate(name, value);

    /// <summary>Adds a mechanism's current, positive inward: a current, or a current density which is multiplied by the area.</summary>
    internal void AddCurrent(Expr current)
    {
        var absolute = current.Dimension == CurrentDensity.Dimension ? Area * current : current;
        if (absolute.Dimension != Current.Dimension)
        {
            throw new DimensionMismatchException(
                $"A membrane current must be a current or a current density, but '{current}' is in {QuantityCatalogue.Describe(current.Dimension)}.");
        }

        equations.Intermediate("current", absolute);
        TotalCurrent = ConstantExpr.IsZero(TotalCurrent) ? absolute : TotalCurrent + absolute;
    }
}
