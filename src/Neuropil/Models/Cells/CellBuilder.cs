namespace Neuropil;

/// <summary>
/// Collects what a cell, its mechanisms, its receptors and its injected currents declare: beside states and events (<see cref="EquationBuilder"/>) the membrane
/// potentials of its compartments, the currents that flow into them, and the drive of a unit without membrane.
/// </summary>
/// <remarks>Currents are positive inward and in amperes; what is given per area is multiplied by the area first.</remarks>
public sealed class CellBuilder : EquationBuilder
{
    private readonly List<GateEquations> gates = [];
    private readonly Compartments compartments;
    private OpenSum? drive;

    /// <summary>An empty declaration.</summary>
    public CellBuilder() => compartments = new Compartments(name => Sum(name, Current.Dimension));

    /// <summary>
    /// The total current (positive inward) that receptors and injected currents bring: a placeholder that is replaced by their sum when the
    /// system is closed. A cell of several compartments has one for each; this is that of the main one.
    /// </summary>
    public Symbol InputCurrent => compartments.Main.InputCurrent;

    /// <summary>
    /// The membrane potential that receptors and injected currents see: that of the compartment in which they are declared, else of the main one; null until
    /// the cell has declared it.
    /// </summary>
    public Symbol? Voltage => compartments.Receiving.Voltage;

    /// <summary>
    /// The total drive of a rate unit or a binary unit: a placeholder like <see cref="InputCurrent"/>, with the unit that the cell gives it; null
    /// for a cell that has none.
    /// </summary>
    public Symbol? Drive => drive?.Symbol;

    /// <summary>Declares that the cell has a drive, the sum of what <see cref="AddDrive"/> brings.</summary>
    public Symbol DeclareDrive(Dimension dimension) => (drive = Sum("h", dimension)).Symbol;

    /// <summary>Adds to the cell's drive.</summary>
    /// <exception cref="ArgumentException">The cell has none.</exception>
    /// <exception cref="DimensionMismatchException">The drive has another unit.</exception>
    public void AddDrive(Expr amount) => (drive ?? throw new ArgumentException("it has no drive (rate units and binary units have one)")).Add(amount);

    /// <summary>Declares the membrane potential, a state variable in volts that channels and receptors see.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Symbol MembranePotential(string name, Expr initial)
    {
        var voltage = State(name, Neuropil.Voltage.Dimension);
        compartments.Main.Voltage = voltage;
        Initial(voltage, initial);
        return voltage;
    }

    /// <summary>
    /// Declares a compartment with a membrane potential of its own, <c>soma.V</c>. The first one is the main one, where receptors and injected
    /// currents go that name none.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Compartment Compartment(string name, Expr initial)
    {
        var voltage = AddState(FreePath($"{name}.V"), Neuropil.Voltage.Dimension, mechanism: "");
        var compartment = compartments.Add(name, voltage);
        Initial(voltage, initial);
        return compartment;
    }

    /// <summary>The compartment of that name; the main one for null.</summary>
    /// <exception cref="UnknownNameException">There is none; the message gives the nearest.</exception>
    public Compartment FindCompartment(string? name) => compartments.Find(name);

    /// <summary>Adds a current, positive inward, to what the cell receives.</summary>
    /// <exception cref="DimensionMismatchException">It is no current.</exception>
    public void AddInwardCurrent(Expr current)
        => compartments.Receiving.Add(current.Required("An input current", Current.Dimension));

    /// <summary>Runs a declaration whose currents (<see cref="AddInwardCurrent"/>) flow into a compartment.</summary>
    public void Into(Compartment compartment, Action declare)
    {
        compartments.Receiving = compartment;
        declare();
        compartments.Receiving = compartments.Main;
    }

    /// <summary>Lets a receptor declare itself in the compartment that it names.</summary>
    /// <exception cref="ArgumentException">There is another receptor or mechanism of its name, or the cell has not what it needs, such as a membrane
    /// potential.</exception>
    /// <exception cref="UnknownNameException">The cell has no such compartment.</exception>
    public void Add(Receptor receptor)
        => Into(FindCompartment(receptor.Compartment), () => InReceptor(receptor.Name, receptor, () => receptor.DeclareAmong(this)));

    /// <summary>Lets a receptor declare itself that takes a part of what arrives at a port, in place of a port of its own.</summary>
    /// <param name="whole">The port.</param>
    /// <param name="part">The part, a pure number.</param>
    /// <param name="receptor">The receptor.</param>
    /// <exception cref="DimensionMismatchException">What arrives has another unit than the receptor's weights.</exception>
    public void AddPart(ArrivalPort whole, Expr part, Receptor receptor)
        => InPart(whole, part, receptor.Name, receptor, () => receptor.DeclareAmong(this));

    /// <summary>States what a gate's equation is made of.</summary>
    internal void Gate(string name, Expr? opening, Expr? closing, Expr steadyState, Expr? timeConstant)
        => gates.Add(new GateEquations(Path(name), opening, closing, steadyState, timeConstant));

    /// <summary>Lets the input currents and the drive stand in the closed equations as symbols, for people who read them.</summary>
    internal void KeepInputs()
    {
        foreach (var place in compartments.All.Where(place => place.Voltage is not null))
        {
            place.Add(new Symbol(place.InputCurrent.Name, Current.Dimension, SymbolKind.Placeholder));
        }

        drive?.Add(new Symbol($"{drive.Symbol.Name}_input", drive.Symbol.Dimension, SymbolKind.Placeholder));
    }

    private protected override void BeforeClosing(IReadOnlyList<StateVariable> declared, IReadOnlyCollection<Expr> measured)
        => compartments.RequireUsed(declared, measured);

    private protected override void Complete(EquationSystem system, ExprRewriter limits)
    {
        system.MembranePotential = Voltage;
        system.MainScope = compartments.MainScope;
        system.Gates = gates.ConvertAll(gate => gate.Rewritten(limits));
    }
}
