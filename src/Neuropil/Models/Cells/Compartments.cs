namespace Neuropil;

/// <summary>The compartments of a cell while it is declared. There is always a main one; its voltage is missing until it is declared.</summary>
internal sealed class Compartments
{
    private readonly Func<string, OpenSum> sumOf;
    private readonly List<Compartment> all;

    /// <summary>The main compartment alone.</summary>
    /// <param name="sumOf">Makes the sum of the currents that flow into a compartment.</param>
    public Compartments(Func<string, OpenSum> sumOf)
    {
        this.sumOf = sumOf;
        all = [new("soma", sumOf("I"))];
        Receiving = Main;
    }

    /// <summary>All of them, the main one first.</summary>
    public IReadOnlyList<Compartment> All => all;

    /// <summary>Where receptors and injected currents go that name no compartment.</summary>
    public Compartment Main => all[0];

    /// <summary>Where the currents of the present declaration go.</summary>
    public Compartment Receiving { get; set; }

    /// <summary>The scope of the main compartment, or null where a cell is one compartment.</summary>
    public string? MainScope => all.Count > 1 ? Main.Name : null;

    /// <summary>Adds a compartment; the first takes the place of the main one.</summary>
    public Compartment Add(string name, Symbol voltage)
    {
        bool isMain = Main.Voltage is null;
        var added = isMain ? Main.Renamed(name) : new Compartment(name, sumOf($"{name}.I"));
        added.Voltage = voltage;
        if (isMain)
        {
            all.Clear();
            Receiving = added;
        }

        all.Add(added);
        return added;
    }

    /// <summary>The compartment of that name; the main one for null.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public Compartment Find(string? name) => name is null
        ? Main
        : all.Find(compartment => compartment.Name == name) ?? throw UnknownNameException.For("compartment", name, all.Select(compartment => compartment.Name));

    /// <summary>Current that flows into a compartment must change a state, or at least be measured, as in a clamped membrane.</summary>
    /// <exception cref="InvalidOperationException">Current flows into a compartment without equation for it.</exception>
    public void RequireUsed(IReadOnlyList<StateVariable> states, IReadOnlyCollection<Expr> measured)
    {
        foreach (var place in all.Where(place => place.InwardCurrent is not null))
        {
            bool isUsed = states.Any(state => Dependence.On(state.Update ?? state.Derivative, place.InputCurrent))
                || measured.Any(quantity => Dependence.On(quantity, place.InputCurrent));
            if (!isUsed)
            {
                throw new InvalidOperationException(
                    $"Current flows into the cell ({ExprPrinter.Short(place.InwardCurrent!)}), "
                    + $"but none of its equations has the input current '{place.InputCurrent.Name}'.");
            }
        }
    }
}
