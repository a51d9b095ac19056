namespace Neuropil;

/// <summary>
/// The connection of rate units and binary units: adds the weighted sum of the sources' activity to the target's drive, h_i += sum_j w_ij r_j.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record DriveCoupling(string Name) : Coupling<Number>(Name), IModel
{
    /// <summary>The variable of the source that acts, a pure number. Default <c>r</c>, as of <see cref="RateUnit"/> and <see cref="BinaryUnit"/>.</summary>
    public string Variable { get; init; } = "r";

    Neuron? IModel.ExampleCell() => new RateUnit();

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Expr> Outputs(EquationSystem source) => [source.Find(Variable)];

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var sum = equations.Arrival(Dimension.None).Symbol;
        equations.Intermediate("drive", sum);
        equations.AddDrive(sum);
    }
}
