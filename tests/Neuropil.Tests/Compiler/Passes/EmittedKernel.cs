using System.Runtime.InteropServices;
using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Runs parts compiled for one width on columns of its own, with the same values in every cell of one vector.</summary>
internal static unsafe class EmittedKernel
{
    private const int Alignment = 64;

    public static SlowKernel.Outcome Run(IReadOnlyList<KernelGraph> parts, LaneWidth width, double[] columns, double[] uniforms)
    {
        var lanes = LaneSet.Of(width, isSingle: false);
        var block = (double*)NativeMemory.AlignedAlloc((nuint)(columns.Length * Alignment), Alignment);
        try
        {
            long* addresses = stackalloc long[columns.Length];
            for (int i = 0; i < columns.Length; i++)
            {
                var column = block + (i * Alignment / sizeof(double));
                new Span<double>(column, Alignment / sizeof(double)).Fill(columns[i]);
                addresses[i] = (long)column;
            }

            int* spikes = stackalloc int[lanes.Lanes];
            var sink = new SpikeSink { Cells = spikes, Size = lanes.Lanes, NotFinite = -1 };
            fixed (double* table = uniforms)
            {
                foreach (var part in parts)
                {
                    var constants = new List<double>();
                    var body = KernelEmitter.Emit(part, lanes, constants).Compile();
                    fixed (double* constantTable = constants.Append(0).ToArray())
                    {
                        int next = body((long)addresses, (long)table, (long)constantTable, 0, lanes.Lanes, (long)(&sink));
                        Assert.Equal(lanes.Lanes, next);
                    }
                }
            }

            double[] after = [.. Enumerable.Range(0, columns.Length).Select(i => ((double*)addresses[i])[lanes.Lanes - 1])];
            bool? spiked = parts[^1].Spiked < 0 ? null : sink.Count == lanes.Lanes;
            return new SlowKernel.Outcome(after, spiked, parts[^1].NotFinite < 0 ? null : sink.NotFinite == 0);
        }
        finally
        {
            NativeMemory.AlignedFree(block);
        }
    }
}
