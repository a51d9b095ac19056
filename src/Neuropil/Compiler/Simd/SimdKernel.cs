using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>A kernel of machine code with the scratch columns of one worker. Several parts run one after another over chunks of cells.</summary>
internal sealed unsafe class SimdKernel : IKernel
{
    // Cells of a chunk: its scratch columns stay in the first-level cache.
    private const int Chunk = 256;
    private const int ChunkBytes = Chunk * sizeof(double);

    private readonly PinnedBlock? columnTable;
    private readonly PinnedBlock? scratch;

    public SimdKernel(SimdProgram program)
    {
        Program = program;
        if (program.Parts > 1)
        {
            columnTable = new PinnedBlock((program.Columns + program.ScratchColumns) * sizeof(long));
            scratch = new PinnedBlock(program.ScratchColumns * ChunkBytes);
        }
    }

    /// <summary>The code, which kernels of equal plans share.</summary>
    public SimdProgram Program { get; }

    public int Lanes => Program.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long* columns, UniformTable uniforms, int begin, int end, SpikeSink* sink)
    {
        if (columnTable is null)
        {
            Program.Run(0, columns, uniforms.Address, begin, end, sink);
            return;
        }

        var table = (long*)columnTable.Address;
        new ReadOnlySpan<long>(columns, Program.Columns).CopyTo(new Span<long>(table, Program.Columns));
        for (int first = begin; first < end; first += Chunk)
        {
            int last = Math.Min(first + Chunk, end);
            for (int i = 0; i < Program.ScratchColumns; i++)
            {
                // So that the chunk's first cell is the first of the scratch memory.
                table[Program.Columns + i] = scratch!.Address + ((long)i * ChunkBytes) - ((long)first * Program.ElementSize);
            }

            for (int part = 0; part < Program.Parts; part++)
            {
                Program.Run(part, table, uniforms.Address, first, last, sink);
            }
        }
    }
}
