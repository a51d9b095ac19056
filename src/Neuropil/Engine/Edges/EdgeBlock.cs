using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>The synapses of one projection with state onto the cells of one worker: their store, the variables at both ends, and where amounts go.</summary>
internal sealed unsafe class EdgeBlock : IDisposable
{
    /// <summary>The projection as the whole network sees it.</summary>
    public required EdgeProjection Projection { get; init; }

    public required EdgeStore Store { get; init; }

    /// <summary>The variables of all source cells.</summary>
    public required EndVariables Sources { get; init; }

    /// <summary>The variables of this worker's target cells.</summary>
    public required EndVariables Targets { get; init; }

    /// <summary>The target population.</summary>
    public required StateBlock Target { get; init; }

    /// <summary>What the source population gives out of a variable that synapses read.</summary>
    public required Func<Symbol, OutputRows> SourceOutput { get; init; }

    /// <summary>The synapses of each target; null where nothing happens to them at its spikes.</summary>
    public required ReverseIndex? Reverse { get; init; }

    /// <summary>Amounts on their way to the soma; null where none takes time.</summary>
    public required DendriteRing? Dendrites { get; init; }

    /// <summary>Fills the column of a parameter, or of what follows from parameters, for all synapses.</summary>
    public required Action<EdgeBlock, Expr, nint> FillParameter { get; init; }

    /// <summary>What turns a weight in kernel units into units of the port's resolution.</summary>
    public double Scale => Projection.Scale;

    /// <summary>The largest amount that the port has room for, in its units.</summary>
    public double LargestAmount => Projection.LargestAmount;

    public long Bytes => Store.Bytes + Sources.Bytes + Targets.Bytes + (Reverse?.Bytes ?? 0) + (Dendrites?.Bytes ?? 0);

    /// <summary>The place of a state variable of the target cell among the columns of its block.</summary>
    public int StateColumnOf(Symbol symbol) => Target.Plan.IndexOf(ColumnKind.State, symbol.Name);

    /// <summary>The column of a parameter that synapses do not share, or of what follows from such.</summary>
    public double* ParameterColumn(Expr source)
    {
        double* column = Store.Parameter(KeyOf(source, Projection.Equations), out bool isNew);
        if (isNew)
        {
            FillParameter(this, source, (nint)column);
        }

        return column;
    }

    /// <summary>Lets go of the synapses; the ends, and what is on its way, are those of the block that takes its place.</summary>
    public void DisposeSynapses()
    {
        Store.Dispose();
        Reverse?.Dispose();
    }

    public void Dispose()
    {
        DisposeSynapses();
        Sources.Dispose();
        Targets.Dispose();
        Dendrites?.Dispose();
    }

    /// <summary>What the column of a formula is known by: the same formula of the same parameters, since two drawn parameters may look alike.</summary>
    public static string KeyOf(Expr source, SynapseEquations equations)
    {
        var names = Dependence.Nodes(source).OfType<ParameterExpr>()
            .Select(parameter => equations.ParameterNames.GetValueOrDefault(parameter.Parameter, equations.Weight.Name));
        return $"{source} of {string.Join(", ", names)}";
    }
}
