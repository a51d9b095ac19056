using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// What happens to the variables of one end of a projection when its cells spike (or a clock ticks): for some cells at once they are looked up,
/// changed and put back; and what the synapses of each cell see of them is handed on.
/// </summary>
internal sealed unsafe class EndEvents : IDisposable
{
    private readonly EventKernel kernel;
    private readonly EndVariables variables;
    private readonly StateBlock? cells;
    private readonly AlignedMemory scratch;
    private readonly List<(nint Values, nint Scratch)> changed = [];
    private readonly List<(int StateColumn, nint Scratch)> read = [];
    private readonly List<nint> outputs = [];
    private readonly List<string> seen = [];
    private readonly double* now;

    /// <summary>The events of an end.</summary>
    /// <param name="stage">Its kernel.</param>
    /// <param name="state">The running network.</param>
    /// <param name="variables">The variables of its cells.</param>
    /// <param name="cells">The cells themselves, where the kernel reads them.</param>
    public EndEvents(EventStage stage, EngineState state, EndVariables variables, StateBlock? cells)
    {
        (this.variables, this.cells) = (variables, cells);
        kernel = new EventKernel(stage, state);
        scratch = new AlignedMemory((long)Math.Max(1, stage.Columns.Count) * EventKernel.Room * sizeof(double));
        for (int i = 0; i < stage.Columns.Count; i++)
        {
            var column = stage.Columns[i];
            var memory = (nint)((double*)scratch.Address + ((long)i * EventKernel.Room));
            kernel.Columns[i] = memory;
            switch (column.Role)
            {
                case EventRole.Variable:
                    changed.Add(((nint)variables[column.Symbol!], memory));
                    break;
                case EventRole.LastEvent:
                    changed.Add(((nint)variables.LastEvent, memory));
                    break;
                case EventRole.Now:
                    now = (double*)memory;
                    break;
                case EventRole.TargetCell:
                    read.Add((cells!.Plan.IndexOf(ColumnKind.State, column.Symbol!.Name), memory));
                    break;
                case EventRole.Seen:
                    seen.Add(column.Symbol!.Name);
                    outputs.Add(memory);
                    break;
                case EventRole.Factor:
                    FactorIndex = outputs.Count;
                    outputs.Add(memory);
                    break;
                default:
                    throw new InvalidOperationException($"A kernel of an end has no {column.Role}.");
            }
        }
    }

    /// <summary>Numbers handed on for each cell.</summary>
    public int Outputs => outputs.Count;

    /// <summary>Which of them is the part of the emission that all synapses of the cell share; -1 where there is none.</summary>
    public int FactorIndex { get; } = -1;

    /// <summary>Which of them is the value of a variable.</summary>
    public int SeenIndexOf(string variable) => seen.IndexOf(variable);

    /// <summary>
    /// The event of the given cells at the beginning of a step; one that stands several times in a row has as many events, one after another.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="list">The cells, by their number in the population, ascending.</param>
    /// <param name="count">How many.</param>
    /// <param name="handed">Where what is handed on is appended, cell by cell.</param>
    /// <returns>The first cell at fault, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Run(long step, int* list, long count, NativeList<double> handed)
    {
        if (now != null)
        {
            *now = step;
        }

        int fault = -1;
        for (long begin = 0; begin < count;)
        {
            long end = begin + 1;
            while (end < count && end - begin < EventKernel.Largest && list[end] != list[end - 1])
            {
                end++;
            }

            int faulty = RunSome(list + begin, (int)(end - begin), handed);
            fault = fault < 0 ? faulty : fault;
            begin = end;
        }

        return fault;
    }

    /// <summary>The event of all cells of the end.</summary>
    /// <returns>The first cell at fault, or -1.</returns>
    public int RunAll(long step, NativeList<int> numbers, NativeList<double> handed)
    {
        numbers.Count = 0;
        for (int i = 0; i < variables.Count; i++)
        {
            numbers.Add(variables.First + i);
        }

        return Run(step, numbers.Items, numbers.Count, handed);
    }

    public void Dispose()
    {
        kernel.Dispose();
        scratch.Dispose();
    }

    private int RunSome(int* list, int count, NativeList<double> handed)
    {
        foreach (var (values, memory) in changed)
        {
            for (int i = 0; i < count; i++)
            {
                ((double*)memory)[i] = ((double*)values)[list[i] - variables.First];
            }
        }

        foreach (var (column, memory) in read)
        {
            for (int i = 0; i < count; i++)
            {
                ((double*)memory)[i] = cells![column, list[i]];
            }
        }

        int faulty = kernel.Run(0, kernel.Whole(count), count);
        foreach (var (values, memory) in changed)
        {
            for (int i = 0; i < count; i++)
            {
                ((double*)values)[list[i] - variables.First] = ((double*)memory)[i];
            }
        }

        HandOn(count, handed);
        return faulty < 0 ? -1 : list[faulty];
    }

    private void HandOn(int count, NativeList<double> handed)
    {
        handed.EnsureRoom((long)count * outputs.Count);
        for (int i = 0; i < count; i++)
        {
            foreach (nint output in outputs)
            {
                handed.Items[handed.Count++] = ((double*)output)[i];
            }
        }
    }
}
