using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// The update of the tutorial's cell written by hand, as a limit to measure the compiled kernel in double precision against: sodium and potassium of Traub and Miles,
/// leak, two exponential conductances with arriving weights, exponential Euler, threshold and a list of spikes. Units: ms, mV, nS, pA, pF.
/// </summary>
internal sealed unsafe class HandWrittenTraubMilesDouble : IHandWrittenKernel
{
    private const double TimeStep = 0.1;
    private const double Capacitance = 200;
    private const double Sodium = 20_000;
    private const double Potassium = 6000;
    private const double Leak = 10;
    private const double Shift = -63;
    private const double Threshold = -20;

    private readonly int cells;
    private readonly double* voltage;
    private readonly double* m;
    private readonly double* h;
    private readonly double* n;
    private readonly double* excitation;
    private readonly double* inhibition;
    private readonly double* excitationArriving;
    private readonly double* inhibitionArriving;
    private readonly int* spikes;
    private readonly List<nint> owned = [];

    /// <summary>Cells with potentials and conductances such as the network has, none of them silent for lack of drive.</summary>
    public HandWrittenTraubMilesDouble(int cells, ulong seed)
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
            excitationArriving[i] = (double)(70 * (0.5 + (3.0 * i / cells)) * (1 - Math.Exp(-TimeStep / 5)));
            inhibitionArriving[i] = (double)(375 * (1 - Math.Exp(-TimeStep / 10)));
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
        var decayExcitation = Vector512.Create(Math.Exp(-TimeStep / 5));
        var decayInhibition = Vector512.Create(Math.Exp(-TimeStep / 10));
        for (int i = 0; i < cells; i += Vector512<double>.Count)
        {
            var v = Vector512.Load(voltage + i);
            var gate = Vector512.Load(m + i);
            var inactivation = Vector512.Load(h + i);
            var delayed = Vector512.Load(n + i);
            var gE = Vector512.FusedMultiplyAdd(Vector512.Load(excitation + i), decayExcitation, Vector512.Load(excitationArriving + i));
            var gI = Vector512.FusedMultiplyAdd(Vector512.Load(inhibition + i), decayInhibition, Vector512.Load(inhibitionArriving + i));

            // Rates in 1/ms; (13 - (v - shift))/4 and the like are one fused operation on v.
            var openM = Vector512.Create(1.28) * HandWrittenDouble.Bernoulli(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.25), Vector512.Create((13 + Shift) / 4)));
            var closeM = Vector512.Create(1.4) * HandWrittenDouble.Bernoulli(Vector512.FusedMultiplyAdd(v, Vector512.Create(0.2), Vector512.Create((-40 - Shift) / 5)));
            var openH = Vector512.Create(0.128) * HandWrittenDouble.Exp(Vector512.FusedMultiplyAdd(v, Vector512.Create(-1.0 / 18), Vector512.Create((17 + Shift) / 18)));
            var closeH = Vector512.Create(4.0) / (Vector512.Create(1.0) + HandWrittenDouble.Exp(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.2), Vector512.Create((40 + Shift) / 5))));
            var openN = Vector512.Create(0.16) * HandWrittenDouble.Bernoulli(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.2), Vector512.Create((15 + Shift) / 5)));
            var closeN = Vector512.Create(0.5) * HandWrittenDouble.Exp(Vector512.FusedMultiplyAdd(v, Vector512.Create(-0.025), Vector512.Create((10 + Shift) / 40)));

            var gNa = Vector512.Create(Sodium) * (gate * gate * gate) * inactivation;
            var squared = delayed * delayed;
            var gK = Vector512.Create(Potassium) * (squared * squared);
            var conductance = gNa + gK + Vector512.Create(Leak) + (gE + gI);
            var drive = Vector512.FusedMultiplyAdd(gNa, Vector512.Create(50.0), Vector512.FusedMultiplyAdd(gK, Vector512.Create(-90.0), Vector512.FusedMultiplyAdd(gI, Vector512.Create(-80.0), Vector512.Create(Leak * -60))));
            var newV = Vector512.FusedMultiplyAdd(
                drive - (conductance * v),
                (HandWrittenDouble.HalfExpm1(conductance * Vector512.Create(-TimeStep / Capacitance)) * Vector512.Create(-2.0)) / conductance,
                v);

            Vector512.Store(Advanced(gate, openM, closeM), m + i);
            Vector512.Store(Advanced(inactivation, openH, closeH), h + i);
            Vector512.Store(Advanced(delayed, openN, closeN), n + i);
            Vector512.Store(gE, excitation + i);
            Vector512.Store(gI, inhibition + i);
            Vector512.Store(newV, voltage + i);
            var threshold = Vector512.Create(Threshold);
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
    private static Vector512<double> Advanced(Vector512<double> gate, Vector512<double> opening, Vector512<double> closing)
    {
        var rate = opening + closing;
        return Vector512.FusedMultiplyAdd((opening / rate) - gate, HandWrittenDouble.HalfExpm1(rate * Vector512.Create(-TimeStep)) * Vector512.Create(-2.0), gate);
    }

    private double* Column(double mean, double deviation, ulong seed)
    {
        var column = (double*)Allocate((long)cells * sizeof(double));
        var random = new RandomStream(seed, RandomPurpose.InitialValue, 0);
        for (int i = 0; i < cells; i++)
        {
            column[i] = (double)(mean + (deviation == 0 ? 0 : deviation * random.NextNormal()));
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
