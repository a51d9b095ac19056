using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The membrane as its mechanisms see it: voltage, area and temperature, and the place where they declare gates, states and currents. A cell of your own makes
/// one for each compartment, lets its mechanisms declare themselves (<see cref="Declare(IReadOnlyList{Mechanism})"/>), and has their
/// <see cref="TotalCurrent"/>.
/// </summary>
/// <remarks>All currents are positive inward: one that depolarises, and that cations carry into the cell, is more than zero.</remarks>
public sealed class Membrane
{
    private readonly List<(IonContainer Ion, Expr Value)> concentrations = [];
    private readonly Dictionary<IonContainer, OpenSum> totals = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<IonContainer>? ions;
    private IReadOnlyList<RequiredIon>? required;

    /// <summary>A membrane.</summary>
    /// <param name="equations">The cell's equations.</param>
    /// <param name="voltage">The membrane potential.</param>
    /// <param name="area">The area, by which current densities are multiplied.</param>
    /// <param name="temperature">The absolute temperature.</param>
    /// <exception cref="DimensionMismatchException">One of them has another unit.</exception>
    public Membrane(CellBuilder equations, Expr voltage, Expr area, Expr temperature)
    {
        Equations = equations;
        Voltage = voltage.Required("The potential of a membrane", Neuropil.Voltage.Dimension);
        Area = area.Required("The area of a membrane", Neuropil.Area.Dimension);
        Temperature = temperature.Required("The temperature of a membrane", Neuropil.Temperature.Dimension);
    }

    /// <summary>The membrane potential.</summary>
    public Expr Voltage { get; }

    /// <summary>The membrane's area.</summary>
    public Expr Area { get; }

    /// <summary>The absolute temperature.</summary>
    public Expr Temperature { get; }

    /// <summary>The sum of the currents declared so far, in amperes, positive inward: C dV/dt is this and what flows in from outside.</summary>
    public Expr TotalCurrent { get; private set; } = new ConstantExpr(new Quantity(0, Current.Dimension));

    /// <summary>The equations of the cell, in the scope of the mechanism that declares itself: for events, noise, and whatever else a mechanism has.</summary>
    public CellBuilder Equations { get; }

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
        opening.Required($"The opening rate of gate '{name}'", Frequency.Dimension);
        closing.Required($"The closing rate of gate '{name}'", Frequency.Dimension);
        var steadyState = opening / (opening + closing);
        var gate = State(name, steadyState);
        Differential(gate, (opening * (1 - gate)) - (closing * gate));
        Equations.Gate(name, opening, closing, steadyState, timeConstant: null);
        return gate;
    }

    /// <summary>A gating variable with dx/dt = (steady state - x) / time constant, which starts at its steady state.</summary>
    /// <exception cref="DimensionMismatchException">The steady state is not a pure number or the time constant not a time; the message names the
    /// gate.</exception>
    /// <exception cref="ArgumentException">The mechanism has a variable of that name.</exception>
    public Expr GateOf(string name, Expr steadyState, Expr timeConstant)
    {
        steadyState.Required($"The steady state of gate '{name}'", Dimension.None);
        timeConstant.Required($"The time constant of gate '{name}'", Time.Dimension);
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
        opening.Required($"The opening rate of gate '{name}'", Frequency.Dimension);
        closing.Required($"The closing rate of gate '{name}'", Frequency.Dimension);
        return Instant(name, opening, closing, opening / (opening + closing));
    }

    /// <summary>A gate that is always at the given steady state, see <see cref="InstantGate"/>.</summary>
    /// <exception cref="DimensionMismatchException">The steady state is not a pure number; the message names the gate.</exception>
    public Expr InstantGateOf(string name, Expr steadyState)
    {
        steadyState.Required($"The steady state of gate '{name}'", Dimension.None);
        return Instant(name, opening: null, closing: null, steadyState);
    }

    /// <summary>
    /// The concentration of an ion inside the cell, for channels of other ions that it opens: <c>cell.Concentration&lt;Calcium&gt;()</c>. It is
    /// the pool's variable, or what the ion's container gives. Who asks must have stated it among its <c>RequiredIons</c>.
    /// </summary>
    /// <exception cref="ArgumentException">No container gives one, several do, or it is not stated; the message names the mechanism that asks.</exception>
    public Expr Concentration<TIon>()
        where TIon : IonContainer
    {
        string ion = typeof(TIon).Name;
        if (required is not null && !required.Any(one => one.Ion == typeof(TIon)))
        {
            throw new ArgumentException(
                $"'{Equations.Scope}' reads the concentration of {ion}, but does not say so: add RequiredIon.Of<{ion}>() to its RequiredIons.");
        }

        var known = concentrations.FindAll(concentration => concentration.Ion is TIon);
        return known.Count switch
        {
            1 => known[0].Value,
            0 => throw new ArgumentException(
                $"'{Equations.Scope}' needs the concentration of {ion} inside the cell: add a mechanism {ion} with a Pool or an InnerConcentration."),
            _ => throw new ArgumentException(
                $"'{Equations.Scope}' needs the concentration of {ion}, but several mechanisms have one: "
                + $"{string.Join(", ", known.Select(one => one.Ion.Name))}."),
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

    /// <summary>
    /// Lets mechanisms declare themselves, each in the scope of its name, after all concentrations, since the channels of one ion may be opened by another.
    /// Once for a membrane.
    /// </summary>
    /// <exception cref="ArgumentException">Two mechanisms have one name, one needs a concentration that there is not, or the membrane has its mechanisms
    /// already.</exception>
    public void Declare(IReadOnlyList<Mechanism> mechanisms)
    {
        if (ions is not null)
        {
            throw new ArgumentException("The membrane has its mechanisms already: let all declare themselves at once.", nameof(mechanisms));
        }

        ions = [.. mechanisms.OfType<IonContainer>()];
        foreach (var mechanism in mechanisms)
        {
            Equations.InScope(mechanism.Name, null, () => mechanism.DeclareConcentration(this));
        }

        foreach (var mechanism in mechanisms)
        {
            required = mechanism.RequiredIons;
            Equations.AgainInScope(mechanism.Name, mechanism, () => mechanism.Declare(this));
            required = null;
        }
    }

    /// <summary>
    /// Adds a current to the membrane, positive inward: a current, or a current density, which is multiplied by the <see cref="Area"/>. It can be recorded
    /// under its name in the mechanism's scope. For what an ion carries see <see cref="AddCurrentOf{TIon}"/>.
    /// </summary>
    /// <param name="current">The current, such as <c>Conductance * (Reversal - membrane.Voltage)</c>.</param>
    /// <param name="name">The name; a mechanism of several currents gives each its own.</param>
    /// <returns>The current in amperes.</returns>
    /// <exception cref="DimensionMismatchException">It is neither a current nor a current density.</exception>
    /// <exception cref="ArgumentException">The mechanism has a quantity of that name.</exception>
    public Expr AddCurrent(Expr current, string name = "current")
    {
        var absolute = current.Dimension == CurrentDensity.Dimension ? Area * current : current;
        if (absolute.Dimension != Current.Dimension)
        {
            throw new DimensionMismatchException(
                $"A membrane current must be a current or a current density, but '{ExprPrinter.Short(current)}' is in "
                    + $"{QuantityCatalogue.Describe(current.Dimension)}.");
        }

        Intermediate(name, absolute);
        TotalCurrent = ConstantExpr.IsZero(TotalCurrent) ? absolute : TotalCurrent + absolute;
        return absolute;
    }

    /// <summary>
    /// Adds a current that an ion carries, but none of its channels: a pump, or the part of a channel that several ions pass. Like <see cref="AddCurrent"/>,
    /// and where the ion has a pool it fills (inward, for cations) or empties it.
    /// </summary>
    /// <param name="current">The current, positive inward.</param>
    /// <param name="name">The name; a mechanism of several currents gives each its own.</param>
    /// <typeparam name="TIon">The ion's container.</typeparam>
    /// <returns>The current in amperes.</returns>
    /// <exception cref="ArgumentException">The membrane has no such ion, or several; or the mechanism has a quantity of that name.</exception>
    public Expr AddCurrentOf<TIon>(Expr current, string name = "current")
        where TIon : IonContainer
    {
        var carriers = (ions ?? []).OfType<TIon>().ToList();
        if (carriers.Count == 0 && IsAlone)
        {
            return AddCurrent(current, name);
        }

        if (carriers.Count != 1)
        {
            string found = carriers.Count == 0 ? "has none" : $"has several: {string.Join(", ", carriers.Select(ion => ion.Name))}";
            throw new ArgumentException($"'{Equations.Scope}' has a current of {typeof(TIon).Name}, but the membrane {found}.");
        }

        return AddCurrentOf(carriers[0], current, name);
    }

    /// <summary>Whether it is there for one mechanism alone, whose equations are shown without those of ions.</summary>
    internal bool IsAlone { get; init; }

    /// <summary>Lets a channel declare itself among those of an ion.</summary>
    internal void Declare(IonChannel channel, Ion ion, IonContainer container)
    {
        required = channel.RequiredIons;
        Equations.InScope(channel.Name, channel, () => AddCurrentOf(container, channel.Current(this, ion), "current"));
        required = null;
    }

    /// <summary>The sum of the currents of an ion that has a pool.</summary>
    internal Expr TotalOf(IonContainer ion) => (totals[ion] = Equations.Sum("total", Current.Dimension)).Symbol;

    /// <summary>Makes an ion's inner concentration known to all mechanisms.</summary>
    internal void AddConcentration(IonContainer ion, Expr value)
        => concentrations.Add((ion, value.Required($"The concentration of {ion.Name} inside the cell", Neuropil.Concentration.Dimension)));

    /// <summary>An ion's inner concentration, or null where its container knows none.</summary>
    internal Expr? ConcentrationIn(IonContainer ion) => concentrations.Find(concentration => ReferenceEquals(concentration.Ion, ion)).Value;

    private Expr AddCurrentOf(IonContainer ion, Expr current, string name)
    {
        var absolute = AddCurrent(current, name);
        totals.GetValueOrDefault(ion)?.Add(absolute);
        return absolute;
    }

    private Expr Instant(string name, Expr? opening, Expr? closing, Expr steadyState)
    {
        Intermediate(name, steadyState);
        Equations.Gate(name, opening, closing, steadyState, timeConstant: null);
        return Held(steadyState);
    }
}
