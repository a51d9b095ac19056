using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// The update of the tutorial's cell written by hand, as a limit to measure the compiled kernel in single precision against: sodium and potassium of Traub and Miles,
/// leak, two exponential conductances with arriving weights, exponential Euler, threshold and a list of spikes. Units: ms, mV, nS, pA, pF.
/// </summary>
internal sealed unsafe class HandWrittenTraubMilesSingle : IHandWrittenKernel
{
    private const double TimeStep = 0.1;
    private const double Capacitance = 200;
    private const double Sodium = 20_000;
    private const double Potassium = 6000;
    private const double Leak = 10;
    private const double Shift = -63;
    private const double Threshold = -20;

    private readonly int cells;
    private readonly float* voltage;
    private readonly float* m;
    private readonly float* h;
    private readonly float* n;
    private readonly float* excitation;
    private readonly float* inhibition;
    private readonly float* excitationArriving;
    private readonly float* inhibitionArriving;
    private readonly int* spikes;
    private readonly List<nint> owned = [];

    /// <summary>Cells with potentials and conductances such as the network has, none of them silent for lack of drive.</summary>
    public HandWrittenTraubMilesSingle(int cells, ulong seed)
    {
        this.cells = (cells + 63) / 64 * 64;
        voltage = Column(-65, 5, seed);
        m = Column(0.02, 0, seed);
        h = Column(0.9, 0, seed);
        n = Column(0.05, 0, seed);
        excitation = Column(40, 15, seed + 1);
        inhibition = Column(200, 60, seed + 2);
        excitationArriving = Column(0, 0, seed);
        inhibitionArriving = Column(0, 0, seed);
        spikes = (int*)Allocate((long)this.cells * sizeof(int));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(int steps)
    {
        // The mean conductances of the active network, kept up against their decay; excitation differs, so that some cells spike.
        for (int i = 0; i < cells; i++)
        {
            excitationArriving[i] = (float)(70 * (0.5 + (3.0 * i / cells)) * (1 - Math.Exp(-TimeStep / 5)));
            inhibitionArriving[i] = (float)(375 * (1 - Math.Exp(-TimeStep / 10)));
        }

        long total = 0;
        for (int step = 0; step < steps; step++)
        {
            total += Step();
        }

        return total;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        owned.ForEach(address => System.Runtime.InteropServices.NativeMemory.AlignedFree((void*)address));
        owned.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Step()
    {
        int count = 0;
        var decayExcitation = Vector512.Create((float)(Math.Exp(-TimeStep / 5)));
        var decayInhibition = Vector512.Create((float)(Math.Exp(-TimeStep / 10)));
        for (int i = 0; i < cells; i += Vector512<float>.Count)
        {
            var v = Vector512.Load(voltage + i);
            var gate = Vector512.Load(m + i);
            var inactivation = Vector512.Load(h + i);
            var delayed = Vector512.Load(n + i);
            var gE = Vector512.FusedMultiplyAdd(Vector512.Load(excitation + i), decayExcitation, Vector512.Load(excitationArriving + i));
            var gI = Vector512.FusedMultiplyAdd(Vector512.Load(inhibition + i), decayInhibition, Vector512.Load(inhibitionArriving + i));

            // Rates in 1/ms; (13 - (v - shift))/4 and the like are one fused operation on v.
            var openM = Vector512.Create(1.28f) * HandWrittenSingle.Bernoulli(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.25f), Vector512.Create((float)((13 + Shift) / 4))));
            var closeM = Vector512.Create(1.4f) * HandWrittenSingle.Bernoulli(Vector512.FusedMultiplyAdd(v, Vector512.Create(0.2f), Vector512.Create((float)((-40 - Shift) / 5))));
            var openH = Vector512.Create(0.128f) * HandWrittenSingle.Exp(Vector512.FusedMultiplyAdd(v, Vector512.Create((float)(-1.0 / 18)), Vector512.Create((float)((17 + Shift) / 18))));
            var closeH = Vector512.Create(4f) / (Vector512.Create(1f) + HandWrittenSingle.Exp(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.2f), Vector512.Create((float)((40 + Shift) / 5)))));
            var openN = Vector512.Create(0.16f) * HandWrittenSingle.Bernoulli(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.2f), Vector512.Create((float)((15 + Shift) / 5))));
            var closeN = Vector512.Create(0.5f) * HandWrittenSingle.Exp(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.025f), Vector512.Create((float)((10 + Shift) / 40))));

            var gNa = Vector512.Create((float)Sodium) * (gate * gate * gate) * inactivation;
            var squared = delayed * delayed;
            var gK = Vector512.Create((float)Potassium) * (squared * squared);
            var conductance = gNa + gK + Vector512.Create((float)Leak) + (gE + gI);
            var drive = Vector512.FusedMultiplyAdd(gNa, Vector512.Create(50f), Vector512.FusedMultiplyAdd(gK, Vector512.Create(-90f), Vector512.FusedMultiplyAdd(gI, Vector512.Create(-80f), Vector512.Create((float)(Leak * -60)))));
            var newV = Vector512.FusedMultiplyAdd(
                drive - (conductance * v),
                (HandWrittenSingle.HalfExpm1(conductance * Vector512.Create((float)(-TimeStep / Capacitance))) * Vector512.Create(-2f)) / conductance,
                v);

            Vector512.Store(Advanced(gate, openM, closeM), m + i);
            Vector512.Store(Advanced(inactivation, openH, closeH), h + i);
            Vector512.Store(Advanced(delayed, openN, closeN), n + i);
            Vector512.Store(gE, excitation + i);
            Vector512.Store(gI, inhibition + i);
            Vector512.Store(newV, voltage + i);
            var threshold = Vector512.Create((float)Threshold);
            ulong bits = Vector512.ExtractMostSignificantBits(Vector512.LessThan(v, threshold) & ~Vector512.LessThan(newV, threshold));
            for (; bits != 0; bits &= bits - 1)
            {
                spikes[count++] = i + BitOperations.TrailingZeroCount(bits);
            }
        }

        return count;
    }

    // x + (x_inf - x)(1 - exp(-dt (a + b))), with x_inf = a / (a + b).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Advanced(Vector512<float> gate, Vector512<float> opening, Vector512<float> closing)
    {
        var rate = opening + closing;
        return Vector512.FusedMultiplyAdd((opening / rate) - gate, HandWrittenSingle.HalfExpm1(rate * Vector512.Create((float)(-TimeStep))) * Vector512.Create(-2f), gate);
    }

    private float* Column(double mean, double deviation, ulong seed)
    {
        var column = (float*)Allocate((long)cells * sizeof(float));
        var random = new RandomStream(seed, RandomPurpose.InitialValue, 0);
        for (int i = 0; i < cells; i++)
        {
            column[i] = (float)(mean + (deviation == 0 ? 0 : deviation * random.NextNormal()));
        }

        return column;
    }

    private void* Allocate(long bytes)
    {
        void* address = System.Runtime.InteropServices.NativeMemory.AlignedAlloc((nuint)bytes, 64);
        owned.Add((nint)address);
        return address;
    }
}
