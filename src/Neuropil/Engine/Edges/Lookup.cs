using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>What is looked up for each synapse: values by cell, or a state column of the target's block; and where it goes.</summary>
internal readonly unsafe struct Lookup(double* values, StateBlock? block, int column, double* found)
{
    /// <summary>Looks values up by the numbers of cells.</summary>
    public void Gather(int* cells, int count, NextRow next = default)
    {
        if (block is null)
        {
            Gather(values, cells, found, count, next);
        }
        else if (block.IsSingle)
        {
            var numbers = (float*)block.ColumnAddress[column];
            for (int i = 0; i < count; i++)
            {
                found[i] = numbers[cells[i]];
            }
        }
        else
        {
            Gather((double*)block.ColumnAddress[column], cells, found, count, next);
        }
    }

    /// <summary>Looks values of sources up by their numbers, while synapses that come next are asked for.</summary>
    public void Gather(uint* sources, int count, NextValues next) => NextValues.Gather(values, sources, found, count, next);

    // Four at a time where the machine can; what is found stays in the first-level cache for the kernel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(double* values, int* cells, double* found, int count, NextRow next)
    {
        int i = 0;
        if (Avx2.IsSupported)
        {
            for (; i + 16 <= count; i += 16)
            {
                next.AskTargets(i);
                Avx2.GatherVector256(values, Vector128.Load(cells + i), sizeof(double)).Store(found + i);
                Avx2.GatherVector256(values, Vector128.Load(cells + i + 4), sizeof(double)).Store(found + i + 4);
                Avx2.GatherVector256(values, Vector128.Load(cells + i + 8), sizeof(double)).Store(found + i + 8);
                Avx2.GatherVector256(values, Vector128.Load(cells + i + 12), sizeof(double)).Store(found + i + 12);
            }
        }

        for (; i < count; i++)
        {
            found[i] = values[cells[i]];
        }
    }
}
