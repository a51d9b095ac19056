using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Where the columns of an edges' kernel have their values: columns of the store in place, what is looked up for each synapse in scratch memory,
/// what all share at an address. One for each kernel and worker.
/// </summary>
internal sealed unsafe class EdgeBindings : IDisposable
{
    private readonly AlignedMemory scratch;
    private readonly int scratchColumns;
    private readonly EndEvents? end;
    private readonly List<int> chanceColumns = [];
    private readonly List<StoreColumn> changed = [];
    private readonly List<StoreColumn> read = [];
    private readonly List<Lookup> byTarget = [];
    private readonly List<Lookup> bySource = [];
    private readonly List<SharedColumn> shared = [];
    private readonly List<SharedColumn> sharedCell = [];
    private readonly List<SourceValue> sourceCell = [];
    private int used;

    /// <summary>Binds the columns of a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="edges">The projection's memory on this worker.</param>
    /// <param name="end">What happened at the end whose event it is, or null where that end has no kernel.</param>
    public EdgeBindings(EventKernel kernel, EdgeBlock edges, EndEvents? end)
    {
        (Kernel, this.end) = (kernel, end);
        scratchColumns = (2 * kernel.Stage.Columns.Count) + 2;
        scratch = new AlignedMemory((long)scratchColumns * EventKernel.Room * sizeof(double));
        var columns = kernel.Stage.Columns;
        for (int i = 0; i < columns.Count; i++)
        {
            Bind(i, columns[i], edges);
        }

        (Changed, Read, ByTarget, BySource, Shared, SharedCell) = ([.. changed], [.. read], [.. byTarget], [.. bySource], [.. shared], [.. sharedCell]);
        SourceCell = [.. sourceCell];
        Chances = new double*[chanceColumns.Count + (chanceColumns.Count % 2)];
        for (int i = 0; i < Chances.Length; i++)
        {
            Chances[i] = NewScratch();
            if (i < chanceColumns.Count)
            {
                kernel.Columns[chanceColumns[i]] = (long)Chances[i];
            }
        }
    }

    public EventKernel Kernel { get; }

    /// <summary>Columns of the store that the kernel reads and writes: the variables, and the step of the last event.</summary>
    public StoreColumn[] Changed { get; }

    /// <summary>Columns of the store that the kernel only reads.</summary>
    public StoreColumn[] Read { get; }

    /// <summary>What is looked up by the target cell.</summary>
    public Lookup[] ByTarget { get; }

    /// <summary>What is looked up by the source.</summary>
    public Lookup[] BySource { get; }

    /// <summary>Values of the source or the target that the row shares: the column, and the number of the value among those of that end.</summary>
    public SharedColumn[] Shared { get; }

    /// <summary>State variables of the target cell that the row shares.</summary>
    public SharedColumn[] SharedCell { get; }

    /// <summary>Variables of the source cell that the row shares.</summary>
    public SourceValue[] SourceCell { get; }

    /// <summary>Where the numbers drawn for the synapses go.</summary>
    public double*[] Chances { get; }

    /// <summary>Where the weights that never change go, or null.</summary>
    public double* Weights { get; private set; }

    /// <summary>Where the amounts come out, or null.</summary>
    public double* Amounts { get; private set; }

    /// <summary>Where the step of the event, a number for all, stands.</summary>
    public double* Now { get; private set; }

    /// <summary>The column of what the source emits for all its synapses, or -1.</summary>
    public int FactorColumn { get; private set; } = -1;

    /// <summary>The column of the step in which all synapses of a group were last advanced, or -1.</summary>
    public int LastEventColumn { get; private set; } = -1;

    /// <summary>A further column of scratch memory.</summary>
    public double* NewScratch()
    {
        var column = (double*)scratch.Address + ((long)used * EventKernel.Room);
        used++;
        return used <= scratchColumns ? column : throw new InvalidOperationException("Too many scratch columns.");
    }

    public void Dispose() => scratch.Dispose();

    private void Bind(int place, EventColumn column, EdgeBlock edges)
    {
        switch (column.Role)
        {
            case EventRole.Variable:
                changed.Add(new StoreColumn(place, edges.Store[column.Symbol!], NewScratch()));
                break;
            case EventRole.LastEvent when column.IsShared:
                LastEventColumn = place;
                break;
            case EventRole.LastEvent:
                changed.Add(new StoreColumn(place, edges.Store.LastEvent, NewScratch()));
                break;
            case EventRole.Parameter:
                read.Add(new StoreColumn(place, edges.ParameterColumn(Kernel.Stage.Plan.Columns[place].Source!), NewScratch()));
                break;
            case EventRole.Now:
                Now = Single(place);
                break;
            case EventRole.Scale:
                *Single(place) = edges.Scale;
                break;
            case EventRole.LargestAmount:
                *Single(place) = edges.LargestAmount;
                break;
            case EventRole.Factor:
                FactorColumn = place;
                break;
            case EventRole.Chance:
                chanceColumns.Add(place);
                break;
            case EventRole.Weight:
                Weights = InScratch(place);
                break;
            case EventRole.Amount:
                Amounts = InScratch(place);
                break;
            case EventRole.Source or EventRole.Target when column.IsShared:
                shared.Add(new SharedColumn(place, end!.SeenIndexOf(column.Symbol!.Name)));
                break;
            case EventRole.Source:
                bySource.Add(new Lookup(edges.Sources[column.Symbol!], null, 0, InScratch(place)));
                break;
            case EventRole.Target:
                byTarget.Add(new Lookup(edges.Targets[column.Symbol!] - edges.Targets.First, null, 0, InScratch(place)));
                break;
            case EventRole.SourceCell:
                sourceCell.Add(new SourceValue(edges.SourceOutput(column.Symbol!), Single(place)));
                break;
            case EventRole.TargetCell when column.IsShared:
                sharedCell.Add(new SharedColumn(place, edges.StateColumnOf(column.Symbol!)));
                break;
            case EventRole.TargetCell:
                byTarget.Add(new Lookup(null, edges.Target, edges.StateColumnOf(column.Symbol!), InScratch(place)));
                break;
            default:
                throw new InvalidOperationException($"A kernel of edges has no {column.Role}.");
        }
    }

    private double* InScratch(int place)
    {
        var column = NewScratch();
        Kernel.Columns[place] = (long)column;
        return column;
    }

    private double* Single(int place) => InScratch(place);
}

/// <summary>
/// A column of the store that a kernel uses in place, and memory for the last few synapses of a row, of which a vector would reach into the next.
/// </summary>
internal readonly unsafe struct StoreColumn(int column, double* values, double* tail)
{
    public int Column { get; } = column;

    public double* Values { get; } = values;

    public double* Tail { get; } = tail;
}

/// <summary>A column that all synapses of a row share.</summary>
/// <param name="Column">The column of the kernel.</param>
/// <param name="Value">Which of the values that the end hands on, or which column of the target's block.</param>
internal readonly record struct SharedColumn(int Column, int Value);

/// <summary>A variable of the source cell that all synapses of a row share: what its population gives out, and where the kernel finds it.</summary>
internal readonly unsafe struct SourceValue(OutputRows outputs, double* place)
{
    /// <summary>Takes the value of a cell of the population at the beginning of a step.</summary>
    public void Take(long step, int cell) => *place = outputs.Value(step, cell);
}
