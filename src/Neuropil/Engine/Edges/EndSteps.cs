using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Advances the stepped variables of one end of a projection by a time step, all its cells at once.</summary>
internal sealed unsafe class EndSteps : IDisposable
{
    private readonly EventKernel kernel;
    private readonly EndVariables variables;
    private readonly StateBlock? cells;
    private readonly AlignedMemory scratch;
    private readonly List<(int Column, nint Values)> own = [];
    private readonly List<(int StateColumn, nint Scratch)> read = [];

    /// <summary>The steps of an end; its kernel may read state variables of the cells.</summary>
    public EndSteps(EventStage stage, EngineState state, EndVariables variables, StateBlock? cells)
    {
        (this.variables, this.cells) = (variables, cells);
        kernel = new EventKernel(stage, state);
        scratch = new AlignedMemory((long)Math.Max(1, stage.Columns.Count) * EventKernel.Room * sizeof(double));
        for (int i = 0; i < stage.Columns.Count; i++)
        {
            var column = stage.Columns[i];
            var memory = (nint)((double*)scratch.Address + ((long)i * EventKernel.Room));
            switch (column.Role)
            {
                case EventRole.Variable:
                    own.Add((i, (nint)variables[column.Symbol!]));
                    break;
                case EventRole.TargetCell:
                    kernel.Columns[i] = memory;
                    read.Add((cells!.Plan.IndexOf(ColumnKind.State, column.Symbol!.Name), memory));
                    break;
                default:
                    throw new InvalidOperationException($"A step of an end has no {column.Role}.");
            }
        }
    }

    /// <summary>Advances by one step. The columns are padded, so that whole vectors stay within them.</summary>
    public void Run()
    {
        for (int begin = 0; begin < variables.Count; begin += EventKernel.Largest)
        {
            int count = Math.Min(EventKernel.Largest, variables.Count - begin);
            foreach (var (column, values) in own)
            {
                kernel.Columns[column] = (nint)((double*)values + begin);
            }

            foreach (var (column, memory) in read)
            {
                for (int i = 0; i < count; i++)
                {
                    ((double*)memory)[i] = cells![column, variables.First + begin + i];
                }
            }

            kernel.Run(0, kernel.Whole(count), count);
        }
    }

    public void Dispose()
    {
        kernel.Dispose();
        scratch.Dispose();
    }
}
