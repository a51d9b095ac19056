namespace Neuropil;

/// <summary>
/// An electrical synapse: I_i = sum_j g_ij (V_j - V_i), positive inward (Bennett and Zukin, Neuron 41, 2004). Connect the pairs in both directions with one
/// conductance, since current that enters one cell leaves the other.
/// </summary>
/// <remarks>
/// The other cell's voltage is that of the step's beginning, the cell's own is advanced with the conductance in its leak. It joins compartments of the same
/// name.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record GapJunction(string Name) : Coupling<Conductance>(Name)
{
    /// <inheritdoc/>
    protected internal override IReadOnlyList<Expr> Outputs(EquationSystem source) => [MembranePotentialOf(source), 1.0];

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var voltage = equations.Voltage ?? throw new ArgumentException($"it has no membrane potential for gap junction '{Name}'");
        var weightedVoltages = equations.Arrival(Conductance.Dimension * Voltage.Dimension).Symbol;
        var total = equations.Arrival(Conductance.Dimension).Symbol;
        var current = weightedVoltages - (total * voltage);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }

    private Symbol MembranePotentialOf(EquationSystem source) => source.MembranePotentialIn(Compartment)
        ?? throw new ArgumentException($"Gap junction '{Name}': the source has no membrane potential.");
}
