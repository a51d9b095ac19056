using static Neuropil.Functions;

namespace Neuropil;

/// <summary>The membrane as its mechanisms see it: voltage, area and temperature, and the place where they declare gates and states.</summary>
public sealed class Membrane
{
    private readonly List<(IonContainer Ion, Expr Value)> concentrations = [];

    internal Membrane(EquationBuilder equations, Symbol voltage, Expr area, Expr temperature)
    {
        Equations = equations;
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

    internal EquationBuilder Equations { get; }

    /// <summary>The factor q10^((T - reference) / 10 K) by which rates measured at the reference temperature are multiplied.</summary>
    public Expr TemperatureFactor(Expr q10, Temperature reference)
    {
        var factor = Exp(Log(q10) * ((Temperature - reference) / (10 * Units.kelvin)));
        Equations.Label("phi", factor);
        return factor;
    }

    /// <summary>
    /// A gating variable with dx/dt = opening (1 - x) - closing x, which starts at its steady state opening / (opening + closing). Its full name
    /// is that of the mechanism, a dot, and <paramref name="name"/>.
    /// </summary>
    /// <exception cref="DimensionMismatchException">A rate is not a frequency; the message names the gate.</exception>
    /// <exception cref="ArgumentException">The mechanism has a variable of that name.</exception>
    public Expr Gate(string name, Expr opening, Expr closing)
    {
        RequireUnit(name, "opening rate", opening, Frequency.Dimension);
        RequireUnit(name, "closing rate", closing, Frequency.Dimension);
        var steadyState = opening / (opening + closing);
        var gate = State(name, steadyState);
        Differential(gate, (opening * (1 - gate)) - (closing * gate));
        Equations.Gate(name, opening, closing, steadyState, timeConstant: null);
        return gate;
    }

    /// <summary>A gating variable with dx/dt = (steady state - x) / time constant, which starts at its steady state.</summary>
    /// <exception cref="DimensionMismatchException">The steady state is not a pure number or the time constant not a time; the message names the gate.</exception>
    /// <exception cref="ArgumentException">The mechanism has a variable of that name.</exception>
    public Expr GateOf(string name, Expr steadyState, Expr timeConstant)
    {
        RequireUnit(name, "steady state", steadyState, Dimension.None);
        RequireUnit(name, "time constant", timeConstant, Time.Dimension);
        var gate = State(name, steadyState);
        Differential(gate, (steadyState - gate) / timeConstant);
        Equations.Gate(name, opening: null, closing: null, steadyState, timeConstant);
        return gate;
    }

    /// <summary>
    /// A gate that is always at its steady state opening / (opening + closing), since it follows the voltage much faster than anything else. It
    /// is no state variable; it can be recorded.
    /// </summary>
    /// <remarks>Exponential Euler takes it at the step's beginning, so that V relaxes with the conductance that is open then.</remarks>
    /// <exception cref="DimensionMismatchException">A rate is not a frequency; the message names the gate.</exception>
    public Expr InstantGate(string name, Expr opening, Expr closing)
    {
        RequireUnit(name, "opening rate", opening, Frequency.Dimension);
        RequireUnit(name, "closing rate", closing, Frequency.Dimension);
        return Instant(name, opening, closing, opening / (opening + closing));
    }

    /// <summary>A gate that is always at the given steady state, see <see cref="InstantGate"/>.</summary>
    /// <exception cref="DimensionMismatchException">The steady state is not a pure number; the message names the gate.</exception>
    public Expr InstantGateOf(string name, Expr steadyState)
    {
        RequireUnit(name, "steady state", steadyState, Dimension.None);
        return Instant(name, opening: null, closing: null, steadyState);
    }

    /// <summary>
    /// The concentration of an ion inside the cell, for channels of other ions that it opens: <c>cell.Concentration&lt;Calcium&gt;()</c>. It is
    /// the pool's variable, or what the ion's container gives.
    /// </summary>
    /// <exception cref="ArgumentException">No container gives one, or several do; the message names the mechanism that asks.</exception>
    public Expr Concentration<TIon>()
        where TIon : IonContainer
    {
        var known = concentrations.FindAll(concentration => concentration.Ion is TIon);
        string ion = typeof(TIon).Name;
        return known.Count switch
        {
            1 => known[0].Value,
            0 => throw new ArgumentException($"'{Equations.Scope}' needs the concentration of {ion} inside the cell: add a mechanism {ion} with a Pool or an InnerConcentration."),
            _ => throw new ArgumentException($"'{Equations.Scope}' needs the concentration of {ion}, but several mechanisms have one: {string.Join(", ", known.Select(one => one.Ion.Name))}."),
        };
    }

    /// <summary>Any other state variable of a mechanism; give its equation with <see cref="Differential"/>.</summary>
    /// <exception cref="ArgumentException">The mechanism has a variable of that name.</exception>
    public Symbol State(string name, Expr initial)
    {
        var state = Equations.State(name, initial.Dimension);
        Equations.Initial(state, initial);
        return state;
    }

    /// <summary>Gives dy/dt of a state.</summary>
    public void Differential(Symbol state, Expr derivative) => Equations.Differential(state, derivative);

    /// <summary>
    /// States that the sum of these variables does not change, as for the states of a channel of which each is in exactly one. A method that
    /// does not conserve sums then refuses the cell by the variables' names.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two, or they have different units.</exception>
    public void Conserved(params Symbol[] pools) => Equations.Conserved(pools);

    /// <summary>Names a quantity so that it can be recorded.</summary>
    public void Intermediate(string name, Expr value) => Equations.Intermediate(name, value);

    /// <summary>Lets mechanisms declare themselves, after all concentrations, since the channels of one ion may be opened by another.</summary>
    internal void Declare(IReadOnlyList<Mechanism> mechanisms)
    {
        foreach (var mechanism in mechanisms)
        {
            Equations.InScope(mechanism.Name, null, () => mechanism.DeclareConcentration(this));
        }

        foreach (var mechanism in mechanisms)
        {
            Equations.AgainInScope(mechanism.Name, mechanism, () => mechanism.Declare(this));
        }
    }

    /// <summary>Makes an ion's inner concentration known to all mechanisms.</summary>
    internal void AddConcentration(IonContainer ion, Expr value) => concentrations.Add((ion, value));

    /// <summary>An ion's inner concentration, or null where its container knows none.</summary>
    internal Expr? ConcentrationIn(IonContainer ion) => concentrations.Find(concentration => ReferenceEquals(concentration.Ion, ion)).Value;

    /// <summary>Adds a mechanism's current, positive inward: a current, or a current density which is multiplied by the area. Returns the current.</summary>
    internal Expr AddCurrent(Expr current)
    {
        var absolute = current.Dimension == CurrentDensity.Dimension ? Area * current : current;
        if (absolute.Dimension != Current.Dimension)
        {
            throw new DimensionMismatchException(
                $"A membrane current must be a current or a current density, but '{ExprPrinter.Short(current)}' is in {QuantityCatalogue.Describe(current.Dimension)}.");
        }

        Intermediate("current", absolute);
        TotalCurrent = ConstantExpr.IsZero(TotalCurrent) ? absolute : TotalCurrent + absolute;
        return absolute;
    }

    private Expr Instant(string name, Expr? opening, Expr? closing, Expr steadyState)
    {
        Intermediate(name, steadyState);
        Equations.Gate(name, opening, closing, steadyState, timeConstant: null);
        return Held(steadyState);
    }

    private static void RequireUnit(string gate, string what, Expr value, Dimension expected)
    {
        if (value.IsCondition || value.Dimension != expected)
        {
            throw new DimensionMismatchException(
                $"The {what} of gate '{gate}' must be in {QuantityCatalogue.Describe(expected)}, but '{ExprPrinter.Short(value)}' is in {QuantityCatalogue.Describe(value.Dimension)}.");
        }
    }
}
