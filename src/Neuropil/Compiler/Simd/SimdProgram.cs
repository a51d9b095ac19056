using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuropil.Compiler;

/// <summary>
/// The machine code of a plan in one width: a list of parts, which pass values to each other through scratch columns. Programs are kept for the life of the
/// process and used by all threads.
/// </summary>
internal sealed unsafe class SimdProgram
{
    private readonly KernelBody[] parts;
    private readonly long[] constants;

    public SimdProgram(KernelPlan plan, LaneWidth width, int largestPart)
    {
        var lanes = LaneSet.Of(width, plan.IsSingle);
        (Lanes, ElementSize, Columns) = (lanes.Lanes, lanes.ElementSize, plan.Columns.Count);
        var columns = plan.Columns.ToList();
        var graphs = KernelPartition.Cut(plan.Graph, plan.Borders, columns, largestPart);
        KernelVerifier.Verify(graphs, columns, plan.RunUniforms.Count + plan.StepUniforms.Count);
        ScratchColumns = columns.Count - Columns;
        parts = new KernelBody[graphs.Count];
        constants = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            var values = new List<double>();
            parts[i] = KernelEmitter.Emit(graphs[i], lanes, values).Compile();
            constants[i] = Table(values, plan.IsSingle);
        }
    }

    /// <summary>How many cells a vector holds.</summary>
    public int Lanes { get; }

    public int ElementSize { get; }

    /// <summary>The number of the plan's columns; those of scratch follow them.</summary>
    public int Columns { get; }

    public int ScratchColumns { get; }

    public int Parts => parts.Length;

    /// <summary>Runs one part for a range of cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(int part, long* columns, long uniforms, int begin, int end, SpikeSink* sink)
    {
        for (int next = begin; next < end;)
        {
            next = parts[part]((long)columns, uniforms, constants[part], next, end, (long)sink);
        }
    }

    // Never freed, like the machine code beside it.
    private static long Table(List<double> values, bool isSingle)
    {
        var table = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(64, values.Count * sizeof(double)), 64);
        for (int i = 0; i < values.Count; i++)
        {
            if (isSingle)
            {
                ((float*)table)[i] = (float)values[i];
            }
            else
            {
                ((double*)table)[i] = values[i];
            }
        }

        return (long)table;
    }
}
