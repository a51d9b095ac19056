namespace Neuropil;

/// <summary>
/// An electrical synapse: I_i = sum_j g_ij (V_j - V_i), positive inward (Bennett and Zukin, Neuron 41, 2004). <see cref="Network.Join{TWeight}"/> makes both
/// directions of each pair with one conductance, since current that enters one cell leaves the other.
/// </summary>
/// <remarks>
/// The other cell's voltage is that of the step's beginning, the cell's own is advanced with the conductance in its leak. It joins compartments of the same
/// name. A cell is not joined to itself.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record GapJunction(string Name) : Coupling<Conductance>(Name)
{
    private readonly double backward = 1;

    /// <summary>
    /// The conductance for current that flows back, from the second cell of a pair into the first, as a part of that for current from the first into the
    /// second. Default 1: symmetric. With 0 the junction is an ideal rectifier (Furshpan and Potter, J. Physiol. 145, 1959).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public double Backward
    {
        get => backward;
        init => backward = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Backward of gap junction '{Name}' is {value}; expected a number from 0 to 1.");
    }

    /// <inheritdoc/>
    protected internal override bool MayJoinItself => false;

    /// <inheritdoc/>
    protected internal override double OpenUphill => Backward;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Expr> Outputs(EquationSystem source) => [MembranePotentialOf(source), 1.0];

    /// <inheritdoc/>
    protected internal override Expr? Level(EquationSystem cell) => Backward == 1 ? null : MembranePotentialOf(cell);

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

    private Symbol MembranePotentialOf(EquationSystem cell) => cell.MembranePotentialIn(Compartment)
        ?? throw new ArgumentException($"Gap junction '{Name}': a cell has no membrane potential.");
}
