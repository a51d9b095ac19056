using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// The update of the tutorial's cell written by hand, as a limit to measure the compiled kernel against: sodium and potassium of Traub and Miles, leak, two
/// exponential conductances with arriving weights, exponential Euler, threshold and a list of spikes. Units: ms, mV, nS, pA, pF.
/// </summary>
/// <typeparam name="T">The number format of the state.</typeparam>
/// <typeparam name="TFunctions">The exponentials in that format; a structure, so that the compiler sees them.</typeparam>
internal sealed unsafe class HandWrittenTraubMiles<T, TFunctions> : IHandWrittenKernel
    where T : unmanaged, INumber<T>
    where TFunctions : struct, IHandWrittenFunctions<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const double TimeStep = 0.1;
    private const double Capacitance = 200;
    private const double Sodium = 20_000;
    private const double Potassium = 6000;
    private const double Leak = 10;
    private const double Shift = -63;
    private const double Threshold = -20;

    private readonly int cells;
    private readonly T* voltage;
    private readonly T* m;
    private readonly T* h;
    private readonly T* n;
    private readonly T* excitation;
    private readonly T* inhibition;
    private readonly T* excitationArriving;
    private readonly T* inhibitionArriving;
    private readonly int* spikes;
    private readonly List<nint> owned = [];

    /// <summary>Cells with potentials and conductances such as the network has, none of them silent for lack of drive.</summary>
    public HandWrittenTraubMiles(int cells, ulong seed)
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
            excitationArriving[i] = T.CreateTruncating(70 * (0.5 + (3.0 * i / cells)) * (1 - Math.Exp(-TimeStep / 5)));
            inhibitionArriving[i] = T.CreateTruncating(375 * (1 - Math.Exp(-TimeStep / 10)));
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
        owned.ForEach(address => NativeMemory.AlignedFree((void*)address));
        owned.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Step()
    {
        int count = 0;
        var decayExcitation = TFunctions.All(Math.Exp(-TimeStep / 5));
        var decayInhibition = TFunctions.All(Math.Exp(-TimeStep / 10));
        for (int i = 0; i < cells; i += Vector512<T>.Count)
        {
            var v = Vector512.Load(voltage + i);
            var gate = Vector512.Load(m + i);
            var inactivation = Vector512.Load(h + i);
            var delayed = Vector512.Load(n + i);
            var gE = TFunctions.FusedMultiplyAdd(Vector512.Load(excitation + i), decayExcitation, Vector512.Load(excitationArriving + i));
            var gI = TFunctions.FusedMultiplyAdd(Vector512.Load(inhibition + i), decayInhibition, Vector512.Load(inhibitionArriving + i));

            // Rates in 1/ms; (13 - (v - shift))/4 and the like are one fused operation on v.
            var openM = TFunctions.All(1.28) * Bernoulli(TFunctions.FusedMultiplyAdd(v, TFunctions.All(-0.25), TFunctions.All((13 + Shift) / 4)));
            var closeM = TFunctions.All(1.4) * Bernoulli(TFunctions.FusedMultiplyAdd(v, TFunctions.All(0.2), TFunctions.All((-40 - Shift) / 5)));
            var openH = TFunctions.All(0.128) * TFunctions.Exp(TFunctions.FusedMultiplyAdd(v, TFunctions.All(-1.0 / 18), TFunctions.All((17 + Shift) / 18)));
            var closeH = TFunctions.All(4)
                / (TFunctions.All(1) + TFunctions.Exp(TFunctions.FusedMultiplyAdd(v, TFunctions.All(-0.2), TFunctions.All((40 + Shift) / 5))));
            var openN = TFunctions.All(0.16) * Bernoulli(TFunctions.FusedMultiplyAdd(v, TFunctions.All(-0.2), TFunctions.All((15 + Shift) / 5)));
            var closeN = TFunctions.All(0.5) * TFunctions.Exp(TFunctions.FusedMultiplyAdd(v, TFunctions.All(-0.025), TFunctions.All((10 + Shift) / 40)));

            var gNa = TFunctions.All(Sodium) * (gate * gate * gate) * inactivation;
            var squared = delayed * delayed;
            var gK = TFunctions.All(Potassium) * (squared * squared);
            var conductance = gNa + gK + TFunctions.All(Leak) + (gE + gI);
            var drive = TFunctions.FusedMultiplyAdd(gI, TFunctions.All(-80), TFunctions.All(Leak * -60));
            drive = TFunctions.FusedMultiplyAdd(gNa, TFunctions.All(50), TFunctions.FusedMultiplyAdd(gK, TFunctions.All(-90), drive));
            var part = TFunctions.HalfExpm1(conductance * TFunctions.All(-TimeStep / Capacitance)) * TFunctions.All(-2) / conductance;
            var newV = TFunctions.FusedMultiplyAdd(drive - (conductance * v), part, v);

            Vector512.Store(Advanced(gate, openM, closeM), m + i);
            Vector512.Store(Advanced(inactivation, openH, closeH), h + i);
            Vector512.Store(Advanced(delayed, openN, closeN), n + i);
            Vector512.Store(gE, excitation + i);
            Vector512.Store(gI, inhibition + i);
            Vector512.Store(newV, voltage + i);
            var threshold = TFunctions.All(Threshold);
            ulong bits = Vector512.ExtractMostSignificantBits(Vector512.LessThan(v, threshold) & ~Vector512.LessThan(newV, threshold));
            for (; bits != 0; bits &= bits - 1)
            {
                spikes[count++] = i + BitOperations.TrailingZeroCount(bits);
            }
        }

        return count;
    }

    // x / (e^x - 1), 1 at zero.
    [MethodImpl(Inline)]
    private static Vector512<T> Bernoulli(Vector512<T> x)
    {
        var half = TFunctions.HalfExpm1(x);
        return Vector512.ConditionalSelect(Vector512.Equals(half, Vector512<T>.Zero), TFunctions.All(1), x / (half + half));
    }

    // x + (x_inf - x)(1 - exp(-dt (a + b))), with x_inf = a / (a + b).
    [MethodImpl(Inline)]
    private static Vector512<T> Advanced(Vector512<T> gate, Vector512<T> opening, Vector512<T> closing)
    {
        var rate = opening + closing;
        return TFunctions.FusedMultiplyAdd((opening / rate) - gate, TFunctions.HalfExpm1(rate * TFunctions.All(-TimeStep)) * TFunctions.All(-2), gate);
    }

    private T* Column(double mean, double deviation, ulong seed)
    {
        var column = (T*)Allocate((long)cells * sizeof(T));
        var random = new RandomStream(seed, RandomPurpose.InitialValue, 0);
        for (int i = 0; i < cells; i++)
        {
            column[i] = T.CreateTruncating(mean + (deviation == 0 ? 0 : deviation * random.NextNormal()));
        }

        return column;
    }

    private void* Allocate(long bytes)
    {
        void* address = NativeMemory.AlignedAlloc((nuint)bytes, 64);
        owned.Add((nint)address);
        return address;
    }
}
