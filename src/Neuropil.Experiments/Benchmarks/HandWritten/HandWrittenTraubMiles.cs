using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace Neuropil.Experiments;

/// <summary>
/// The update of the tutorial's cell written by hand, as a limit to measure the compiled kernel against: sodium and potassium of Traub and Miles,
/// leak, two exponential conductances with arriving weights, exponential Euler, threshold and a list of spikes. Units: ms, mV, nS, pA, pF.
/// </summary>
/// <typeparam name="T">double or float.</typeparam>
internal sealed unsafe class HandWrittenTraubMiles<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
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

    /// <summary>Advances all cells; the drive is constant, so that the work is that of an active network.</summary>
    /// <returns>The number of spikes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(int steps)
    {
        // The mean conductances of the active network, kept up against their decay.
        Fill(excitationArriving, 70 * (1 - Math.Exp(-TimeStep / 5)));
        Fill(inhibitionArriving, 375 * (1 - Math.Exp(-TimeStep / 10)));
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
        var decayExcitation = HandWrittenExponentials<T>.C(Math.Exp(-TimeStep / 5));
        var decayInhibition = HandWrittenExponentials<T>.C(Math.Exp(-TimeStep / 10));
        for (int i = 0; i < cells; i += Vector512<T>.Count)
        {
            var v = Load(voltage + i);
            var gate = Load(m + i);
            var inactivation = Load(h + i);
            var delayed = Load(n + i);
            var gE = HandWrittenExponentials<T>.Fma(Load(excitation + i), decayExcitation, Load(excitationArriving + i));
            var gI = HandWrittenExponentials<T>.Fma(Load(inhibition + i), decayInhibition, Load(inhibitionArriving + i));

            // Rates in 1/ms; (13 - (v - shift))/4 and the like are one fused operation on v.
            var openM = HandWrittenExponentials<T>.C(1.28) * HandWrittenExponentials<T>.Bernoulli(HandWrittenExponentials<T>.Fma(v, HandWrittenExponentials<T>.C(-0.25), HandWrittenExponentials<T>.C((13 + Shift) / 4)));
            var closeM = HandWrittenExponentials<T>.C(1.4) * HandWrittenExponentials<T>.Bernoulli(HandWrittenExponentials<T>.Fma(v, HandWrittenExponentials<T>.C(0.2), HandWrittenExponentials<T>.C((-40 - Shift) / 5)));
            var openH = HandWrittenExponentials<T>.C(0.128) * HandWrittenExponentials<T>.Exp(HandWrittenExponentials<T>.Fma(v, HandWrittenExponentials<T>.C(-1.0 / 18), HandWrittenExponentials<T>.C((17 + Shift) / 18)));
            var closeH = HandWrittenExponentials<T>.C(4) / (HandWrittenExponentials<T>.C(1) + HandWrittenExponentials<T>.Exp(HandWrittenExponentials<T>.Fma(v, HandWrittenExponentials<T>.C(-0.2), HandWrittenExponentials<T>.C((40 + Shift) / 5))));
            var openN = HandWrittenExponentials<T>.C(0.16) * HandWrittenExponentials<T>.Bernoulli(HandWrittenExponentials<T>.Fma(v, HandWrittenExponentials<T>.C(-0.2), HandWrittenExponentials<T>.C((15 + Shift) / 5)));
            var closeN = HandWrittenExponentials<T>.C(0.5) * HandWrittenExponentials<T>.Exp(HandWrittenExponentials<T>.Fma(v, HandWrittenExponentials<T>.C(-0.025), HandWrittenExponentials<T>.C((10 + Shift) / 40)));

            var gNa = HandWrittenExponentials<T>.C(Sodium) * (gate * gate * gate) * inactivation;
            var squared = delayed * delayed;
            var gK = HandWrittenExponentials<T>.C(Potassium) * (squared * squared);
            var conductance = gNa + gK + HandWrittenExponentials<T>.C(Leak) + (gE + gI);
            var drive = HandWrittenExponentials<T>.Fma(gNa, HandWrittenExponentials<T>.C(50), HandWrittenExponentials<T>.Fma(gK, HandWrittenExponentials<T>.C(-90), HandWrittenExponentials<T>.Fma(gI, HandWrittenExponentials<T>.C(-80), HandWrittenExponentials<T>.C(Leak * -60))));
            var newV = HandWrittenExponentials<T>.Fma(
                drive - (conductance * v),
                (HandWrittenExponentials<T>.HalfExpm1(conductance * HandWrittenExponentials<T>.C(-TimeStep / Capacitance)) * HandWrittenExponentials<T>.C(-2)) / conductance,
                v);

            Store(Advanced(gate, openM, closeM), m + i);
            Store(Advanced(inactivation, openH, closeH), h + i);
            Store(Advanced(delayed, openN, closeN), n + i);
            Store(gE, excitation + i);
            Store(gI, inhibition + i);
            Store(newV, voltage + i);
            var threshold = HandWrittenExponentials<T>.C(Threshold);
            ulong bits = ExtractMostSignificantBits(LessThan(v, threshold) & ~LessThan(newV, threshold));
            for (; bits != 0; bits &= bits - 1)
            {
                spikes[count++] = i + BitOperations.TrailingZeroCount(bits);
            }
        }

        return count;
    }

    // x + (x_inf - x)(1 - exp(-dt (a + b))), with x_inf = a / (a + b).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Advanced(Vector512<T> gate, Vector512<T> opening, Vector512<T> closing)
    {
        var rate = opening + closing;
        return HandWrittenExponentials<T>.Fma((opening / rate) - gate, HandWrittenExponentials<T>.HalfExpm1(rate * HandWrittenExponentials<T>.C(-TimeStep)) * HandWrittenExponentials<T>.C(-2), gate);
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

    private void Fill(T* column, double value) => new Span<T>(column, cells).Fill(T.CreateTruncating(value));

    private void* Allocate(long bytes)
    {
        void* address = System.Runtime.InteropServices.NativeMemory.AlignedAlloc((nuint)bytes, 64);
        owned.Add((nint)address);
        return address;
    }
}
