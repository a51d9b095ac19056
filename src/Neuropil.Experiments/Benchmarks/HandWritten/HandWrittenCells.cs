using System.Runtime.InteropServices;

namespace Neuropil.Experiments.Benchmarks.HandWritten;

/// <summary>Cells that the hand-written kernel updates: their arrays, and the kernel of the chosen precision.</summary>
internal sealed unsafe class HandWrittenCells : IDisposable
{
    private const int Arrays = 8;

    private readonly void*[] arrays = new void*[Arrays];
    private readonly int* spikes;
    private readonly HandWrittenDouble? inDouble;
    private readonly HandWrittenSingle? inSingle;

    public HandWrittenCells(int size, TraubMilesFactors factors, bool isSingle)
    {
        Size = size;
        int padded = (size + 15) / 16 * 16;
        nuint bytes = (nuint)(padded * (isSingle ? sizeof(float) : sizeof(double)));
        for (int i = 0; i < Arrays; i++)
        {
            arrays[i] = NativeMemory.AlignedAlloc(bytes, 64);
            NativeMemory.Clear(arrays[i], bytes);
        }

        spikes = (int*)NativeMemory.AlignedAlloc((nuint)(padded * sizeof(int)), 64);
        inDouble = isSingle ? null : new HandWrittenDouble(factors);
        inSingle = isSingle ? new HandWrittenSingle(factors) : null;
    }

    public int Size { get; }

    /// <summary>The cells that spiked in the last step.</summary>
    public ReadOnlySpan<int> Spikes => new(spikes, SpikeCount);

    public int SpikeCount { get; private set; }

    /// <summary>A cell's value of a variable.</summary>
    public double this[HandWrittenVariable variable, int cell]
    {
        get => inSingle is null ? ((double*)arrays[(int)variable])[cell] : ((float*)arrays[(int)variable])[cell];
        set
        {
            if (inSingle is null)
            {
                ((double*)arrays[(int)variable])[cell] = value;
            }
            else
            {
                ((float*)arrays[(int)variable])[cell] = (float)value;
            }
        }
    }

    /// <summary>One step of all cells.</summary>
    public void Step()
        => SpikeCount = inSingle is null
            ? inDouble!.Step(Size, Of<double>(0), Of<double>(1), Of<double>(2), Of<double>(3), Of<double>(4), Of<double>(5), Of<double>(6), Of<double>(7), spikes)
            : inSingle.Step(Size, Of<float>(0), Of<float>(1), Of<float>(2), Of<float>(3), Of<float>(4), Of<float>(5), Of<float>(6), Of<float>(7), spikes);

    public void Dispose()
    {
        for (int i = 0; i < Arrays; i++)
        {
            NativeMemory.AlignedFree(arrays[i]);
            arrays[i] = null;
        }

        NativeMemory.AlignedFree(spikes);
    }

    private T* Of<T>(int array)
        where T : unmanaged => (T*)arrays[array];
}

/// <summary>The variables of the hand-written kernel, in the order of its arrays.</summary>
internal enum HandWrittenVariable
{
    /// <summary>Membrane potential, mV.</summary>
    Voltage,

    /// <summary>Sodium activation.</summary>
    SodiumActivation,

    /// <summary>Sodium inactivation.</summary>
    SodiumInactivation,

    /// <summary>Potassium activation.</summary>
    PotassiumActivation,

    /// <summary>Excitatory conductance, nS.</summary>
    Excitation,

    /// <summary>Inhibitory conductance, nS.</summary>
    Inhibition,

    /// <summary>What arrives at the excitatory conductance in the next step, nS.</summary>
    ToExcitation,

    /// <summary>What arrives at the inhibitory conductance in the next step, nS.</summary>
    ToInhibition,
}
