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

    /// <summary>Whether a cell may be coupled to itself. By default it may.</summary>
    protected internal virtual bool MayJoinItself => true;

    /// <summary>
    /// A quantity of both ends that decides, for each pair in each step, how open the connection is: what the source gives out counts
    /// <see cref="OpenDownhill"/> times where its own quantity is larger than the target's, and <see cref="OpenUphill"/> times elsewhere. Null, the default,
    /// for a connection that is always open.
    /// </summary>
    /// <param name="cell">The equations of a population at either end.</param>
    protected internal virtual Expr? Level(EquationSystem cell) => null;

    /// <summary>How open a pair is where the source's <see cref="Level"/> is the larger.</summary>
    protected internal virtual double OpenDownhill => 1;

    /// <summary>How open a pair is where the source's <see cref="Level"/> is not the larger.</summary>
    protected internal virtual double OpenUphill => 1;

    /// <inheritdoc/>
    protected internal sealed override void Declare(CellBuilder equations, Symbol voltage) => Declare(equations);

    ModelEquations? IModel.Equations()
        => ModelEquations.InCell(this, (builder, _) => DeclareAmong(builder), "w is a sum over all sources: of the weight, times what the source sends.");

    bool ICoupling.MayJoinItself => MayJoinItself;

    double ICoupling.OpenDownhill => OpenDownhill;

    double ICoupling.OpenUphill => OpenUphill;

    IReadOnlyList<Expr> ICoupling.OutputsOf(EquationSystem source) => Outputs(source);

    Expr? ICoupling.LevelOf(EquationSystem cell) => Level(cell);

    internal sealed override void DeclareAmong(CellBuilder equations) => Declare(equations);
}

/// <summary>A coupling of whatever weight.</summary>
internal interface ICoupling
{
    /// <summary>Whether a cell may be coupled to itself.</summary>
    bool MayJoinItself { get; }

    /// <summary>How open a pair is where the source's level is the larger.</summary>
    double OpenDownhill { get; }

    /// <summary>How open a pair is elsewhere.</summary>
    double OpenUphill { get; }

    /// <summary>What decides how open a pair is; null for nothing.</summary>
    Expr? LevelOf(EquationSystem cell);

    /// <summary>What a source gives out.</summary>
    IReadOnlyList<Expr> OutputsOf(EquationSystem source);
}
