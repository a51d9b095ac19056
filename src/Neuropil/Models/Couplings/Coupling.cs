namespace Neuropil;

/// <summary>
/// A connection that acts all the time rather than at spikes: in every step each source gives out quantities that follow from its states at the
/// step's beginning, and the target feels their weighted sums. Gap junctions, graded synapses and the connections of rate units are couplings.
/// They are connected like receptors, but have no delay: what a source is at the end of a step acts in the next.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
/// <typeparam name="TWeight">The quantity of a weight.</typeparam>
public abstract record Coupling<TWeight>(string Name) : Receptor<TWeight>(Name), ICoupling, IModel
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>What a source gives out, as functions of its population's variables (<see cref="EquationSystem.Find"/>).</summary>
    protected internal abstract IReadOnlyList<Expr> Outputs(EquationSystem source);

    /// <summary>
    /// Declares what the target feels: one <see cref="EquationBuilder.Arrival"/> for each output, in their order, each the sum of
    /// weight times output over the sources, and what follows from them.
    /// </summary>
    protected internal abstract void Declare(CellBuilder equations);

    /// <inheritdoc/>
    protected internal sealed override void Declare(CellBuilder equations, Symbol voltage) => Declare(equations);

    ModelEquations? IModel.Equations()
        => ModelEquations.InCell(this, (builder, _) => DeclareAmong(builder), "w is a sum over all sources: of the weight, times what the source sends.");

    IReadOnlyList<Expr> ICoupling.OutputsOf(EquationSystem source) => Outputs(source);

    internal sealed override void DeclareAmong(CellBuilder equations) => Declare(equations);
}

/// <summary>A coupling of whatever weight.</summary>
internal interface ICoupling
{
    /// <summary>What a source gives out.</summary>
    IReadOnlyList<Expr> OutputsOf(EquationSystem source);
}
