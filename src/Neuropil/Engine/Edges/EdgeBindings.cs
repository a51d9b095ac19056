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
    public List<StoreColumn> Changed { get; } = [];

    /// <summary>Columns of the store that the kernel only reads.</summary>
    public List<StoreColumn> Read { get; } = [];

    /// <summary>What is looked up by the target cell.</summary>
    public List<Lookup> ByTarget { get; } = [];

    /// <summary>What is looked up by the source.</summary>
    public List<Lookup> BySource { get; } = [];

    /// <summary>Values of the source or the target that the row shares: the column, and the number of the value among those of that end.</summary>
    public List<(int Column, int Value)> Shared { get; } = [];

    /// <summary>State variables of the target cell that the row shares.</summary>
    public List<(int Column, int StateColumn)> SharedCell { get; } = [];

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
                Changed.Add(new StoreColumn(place, edges.Store[column.Symbol!], NewScratch()));
                break;
            case EventRole.LastEvent:
                Changed.Add(new StoreColumn(place, edges.Store.LastEvent, NewScratch()));
                break;
            case EventRole.Parameter:
                Read.Add(new StoreColumn(place, edges.ParameterColumn(Kernel.Stage.Plan.Columns[place].Source!), NewScratch()));
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
                Shared.Add((place, end!.SeenIndexOf(column.Symbol!.Name)));
                break;
            case EventRole.Source:
                BySource.Add(new Lookup(edges.Sources[column.Symbol!], null, 0, InScratch(place)));
                break;
            case EventRole.Target:
                ByTarget.Add(new Lookup(edges.Targets[column.Symbol!] - edges.Targets.First, null, 0, InScratch(place)));
                break;
            case EventRole.TargetCell when column.IsShared:
                SharedCell.Add((place, edges.StateColumnOf(column.Symbol!)));
                break;
            case EventRole.TargetCell:
                ByTarget.Add(new Lookup(null, edges.Target, edges.StateColumnOf(column.Symbol!), InScratch(place)));
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

/// <summary>A column of the store that a kernel uses in place, and memory for the last few synapses of a row, of which a vector would reach into the next.</summary>
internal readonly unsafe struct StoreColumn(int column, double* values, double* tail)
{
    public int Column { get; } = column;

    public double* Values { get; } = values;

    public double* Tail { get; } = tail;
}

/// <summary>What is looked up for each synapse: values by cell, or a state column of the target's block; and where it goes.</summary>
internal readonly unsafe struct Lookup(double* values, StateBlock? block, int column, double* found)
{
    public double* Found { get; } = found;

    /// <summary>Looks values up by the numbers of cells.</summary>
    public void Gather(int* cells, int count)
    {
        if (block is null)
        {
            for (int i = 0; i < count; i++)
            {
                Found[i] = values[cells[i]];
            }
        }
        else if (block.IsSingle)
        {
            var numbers = (float*)block.ColumnAddress[column];
            for (int i = 0; i < count; i++)
            {
                Found[i] = numbers[cells[i]];
            }
        }
        else
        {
            var numbers = (double*)block.ColumnAddress[column];
            for (int i = 0; i < count; i++)
            {
                Found[i] = numbers[cells[i]];
            }
        }
    }
}
