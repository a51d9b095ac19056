using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Experiments.Benchmarks.HandWritten;

/// <summary>
/// The update of the Traub-Miles cell with two exponential conductances, by exponential Euler, written by hand for 512-bit vectors of
/// single precision: the limit that compiled kernels are measured against. It uses the polynomials of the project's own Exp and Expm1, so that both have
/// the same accuracy, and every saving of work that its author knew.
/// </summary>
internal sealed unsafe class HandWrittenSingle
{
    private readonly TraubMilesFactors factors;

    public HandWrittenSingle(TraubMilesFactors factors) => this.factors = factors;

    /// <summary>One step of all cells. The arrays are aligned to 64 bytes and padded to whole vectors.</summary>
    /// <param name="cells">The number of cells.</param>
    /// <param name="v">Membrane potential, mV.</param>
    /// <param name="m">Sodium activation.</param>
    /// <param name="h">Sodium inactivation.</param>
    /// <param name="n">Potassium activation.</param>
    /// <param name="excitation">Excitatory conductance, nS.</param>
    /// <param name="inhibition">Inhibitory conductance, nS.</param>
    /// <param name="toExcitation">What arrives at it in this step, nS; cleared.</param>
    /// <param name="toInhibition">What arrives at the inhibitory conductance, nS; cleared.</param>
    /// <param name="spikes">Receives the cells that spike.</param>
    /// <returns>The number of spikes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Step(int cells, float* v, float* m, float* h, float* n, float* excitation, float* inhibition, float* toExcitation, float* toInhibition, int* spikes)
    {
        double dt = factors.TimeStep;
        double perCapacitance = dt / factors.Capacitance;
        double shift = factors.Shift;

        // Arguments of the rates as scale * V + offset; rates times dt.
        var mOpeningOffset = Vector512.Create((float)((13 + shift) / 4));
        var mClosingOffset = Vector512.Create((float)((-40 - shift) / 5));
        var hOpeningOffset = Vector512.Create((float)((17 + shift) / 18));
        var hClosingOffset = Vector512.Create((float)((40 + shift) / 5));
        var nOpeningOffset = Vector512.Create((float)((15 + shift) / 5));
        var nClosingOffset = Vector512.Create((float)((10 + shift) / 40));
        var mOpening = Vector512.Create((float)(1.28 * dt));
        var mClosing = Vector512.Create((float)(1.4 * dt));
        var hOpening = Vector512.Create((float)(0.128 * dt));
        var hClosing = Vector512.Create((float)(4 * dt));
        var nOpening = Vector512.Create((float)(0.16 * dt));
        var nClosing = Vector512.Create((float)(0.5 * dt));

        // Conductances times dt/C, and times their reversal potentials.
        var sodium = Vector512.Create((float)(factors.Sodium * perCapacitance));
        var potassium = Vector512.Create((float)(factors.Potassium * perCapacitance));
        var leak = Vector512.Create((float)(factors.Leak * perCapacitance));
        var synaptic = Vector512.Create((float)perCapacitance);
        var sodiumDrive = Vector512.Create((float)(factors.Sodium * perCapacitance * factors.SodiumReversal));
        var potassiumDrive = Vector512.Create((float)(factors.Potassium * perCapacitance * factors.PotassiumReversal));
        var leakDrive = Vector512.Create((float)(factors.Leak * perCapacitance * factors.LeakReversal));
        var excitationDrive = Vector512.Create((float)(perCapacitance * factors.ExcitationReversal));
        var inhibitionDrive = Vector512.Create((float)(perCapacitance * factors.InhibitionReversal));
        var excitationKept = Vector512.Create((float)Math.Exp(-dt / factors.ExcitationDecay));
        var inhibitionKept = Vector512.Create((float)Math.Exp(-dt / factors.InhibitionDecay));
        var threshold = Vector512.Create((float)factors.Threshold);
        int count = 0;
        for (int i = 0; i < cells; i += 16)
        {
            var voltage = Vector512.LoadAligned(v + i);
            var ge = Vector512.FusedMultiplyAdd(excitationKept, Vector512.LoadAligned(excitation + i), Vector512.LoadAligned(toExcitation + i));
            var gi = Vector512.FusedMultiplyAdd(inhibitionKept, Vector512.LoadAligned(inhibition + i), Vector512.LoadAligned(toInhibition + i));
            Vector512.StoreAligned(ge, excitation + i);
            Vector512.StoreAligned(gi, inhibition + i);
            Vector512.StoreAligned(Vector512<float>.Zero, toExcitation + i);
            Vector512.StoreAligned(Vector512<float>.Zero, toInhibition + i);

            // Sodium activation: opening 1.28 / exprel((13 - v)/4), closing 1.4 / exprel((v - 40)/5).
            var gateM = Vector512.LoadAligned(m + i);
            var (openingM, closingM) = Bernoulli(
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0f / 4), mOpeningOffset),
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(1.0f / 5), mClosingOffset));
            openingM *= mOpening;
            closingM *= mClosing;

            // Sodium inactivation: opening 0.128 exp((17 - v)/18), closing 4 / (1 + exp((40 - v)/5)).
            var gateH = Vector512.LoadAligned(h + i);
            var (openingH, closingH) = Exp(
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0f / 18), hOpeningOffset),
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0f / 5), hClosingOffset));
            openingH *= hOpening;
            closingH = hClosing / (Vector512.Create(1f) + closingH);

            // Two steps x + exprel(-s) (a - s x) side by side, with rates times dt and s = a + b.
            var sumM = -(openingM + closingM);
            var sumH = -(openingH + closingH);
            var (factorM, factorH) = Exprel(sumM, sumH);
            Vector512.StoreAligned(Vector512.FusedMultiplyAdd(factorM, Vector512.FusedMultiplyAdd(sumM, gateM, openingM), gateM), m + i);
            Vector512.StoreAligned(Vector512.FusedMultiplyAdd(factorH, Vector512.FusedMultiplyAdd(sumH, gateH, openingH), gateH), h + i);
            var open = gateM * gateM * gateM * gateH;
            var conductance = Vector512.FusedMultiplyAdd(sodium, open, leak);
            var drive = Vector512.FusedMultiplyAdd(sodiumDrive, open, leakDrive);

            // Potassium activation: opening 0.16 / exprel((15 - v)/5), closing 0.5 exp((10 - v)/40).
            var gateN = Vector512.LoadAligned(n + i);
            var openingN = nOpening * Bernoulli(Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0f / 5), nOpeningOffset));
            var closingN = nClosing * Exp(Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0f / 40), nClosingOffset));
            open = gateN * gateN;
            open *= open;
            conductance = Vector512.FusedMultiplyAdd(potassium, open, conductance);
            drive = Vector512.FusedMultiplyAdd(potassiumDrive, open, drive);

            // The membrane: V + exprel(-G) (sum of g E - G V), everything times dt/C.
            conductance = Vector512.FusedMultiplyAdd(synaptic, ge, conductance);
            conductance = -Vector512.FusedMultiplyAdd(synaptic, gi, conductance);
            drive = Vector512.FusedMultiplyAdd(excitationDrive, ge, drive);
            drive = Vector512.FusedMultiplyAdd(inhibitionDrive, gi, drive);
            var sumN = -(openingN + closingN);
            var (factorN, factor) = Exprel(sumN, conductance);
            Vector512.StoreAligned(Vector512.FusedMultiplyAdd(factorN, Vector512.FusedMultiplyAdd(sumN, gateN, openingN), gateN), n + i);
            var advanced = Vector512.FusedMultiplyAdd(factor, Vector512.FusedMultiplyAdd(conductance, voltage, drive), voltage);
            Vector512.StoreAligned(advanced, v + i);

            ulong spiked = Vector512.ExtractMostSignificantBits(~Vector512.LessThan(advanced, threshold) & Vector512.LessThan(voltage, threshold));
            while (spiked != 0)
            {
                int cell = i + BitOperations.TrailingZeroCount(spiked);
                spiked &= spiked - 1;
                if (cell < cells)
                {
                    spikes[count++] = cell;
                }
            }
        }

        return count;
    }

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        var p = Vector512.Create(2 * 0.0013821356697008014f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.008368670009076595f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.04166825860738754f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.1666652113199234f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.4999999403953552f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2f));
        return p * scale;
    }

    /// <summary>x / (e^x - 1), 1 at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Bernoulli(Vector512<float> x)
    {
        var (half, square) = HalfExpm1(Clamp(x));
        return Vector512.ConditionalSelect(Vector512.Equals(square, Vector512<float>.Zero), Vector512.Create(1f), x / (half + half));
    }

    /// <summary>(e^x - 1) / 2, and the square of the reduced argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Half, Vector512<float> Square) HalfExpm1(Vector512<float> x)
    {
        var (r, scale) = Reduce(x);
        var square = r * r;
        var even = Vector512.Create(0.0013864871580153704f);
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.041667498648166656f));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.4999999701976776f));
        var odd = Vector512.Create(0.008366533555090427f);
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.1666654348373413f));
        var expm1 = Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(odd, r, even), r);
        return (Vector512.FusedMultiplyAdd(scale, expm1, scale - Vector512.Create(0.5f)), square);
    }

    /// <summary>e^x and e^y side by side: each is a chain of operations that wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> X, Vector512<float> Y) Exp(Vector512<float> x, Vector512<float> y)
    {
        var (r, scale) = Reduce(Clamp(x));
        var (t, scale2) = Reduce(Clamp(y));
        var p = Vector512.Create(2 * 0.0013821356697008014f);
        var q = Vector512.Create(2 * 0.0013821356697008014f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.008368670009076595f));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.008368670009076595f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.04166825860738754f));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.04166825860738754f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.1666652113199234f));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.1666652113199234f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.4999999403953552f));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.4999999403953552f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2f));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2f));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2f));
        return (p * scale, q * scale2);
    }

    /// <summary>x / (e^x - 1), 1 at zero, and the same of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> X, Vector512<float> Y) Bernoulli(Vector512<float> x, Vector512<float> y)
    {
        var (half, square, half2, square2) = HalfExpm1(Clamp(x), Clamp(y));
        return (
            Vector512.ConditionalSelect(Vector512.Equals(square, Vector512<float>.Zero), Vector512.Create(1f), x / (half + half)),
            Vector512.ConditionalSelect(Vector512.Equals(square2, Vector512<float>.Zero), Vector512.Create(1f), y / (half2 + half2)));
    }

    /// <summary>(e^x - 1) / x, 1 at zero, and the same of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> X, Vector512<float> Y) Exprel(Vector512<float> x, Vector512<float> y)
    {
        var (half, square, half2, square2) = HalfExpm1(Clamp(x), Clamp(y));
        return (
            Vector512.ConditionalSelect(Vector512.Equals(square, Vector512<float>.Zero), Vector512.Create(1f), (half + half) / x),
            Vector512.ConditionalSelect(Vector512.Equals(square2, Vector512<float>.Zero), Vector512.Create(1f), (half2 + half2) / y));
    }

    /// <summary>(e^x - 1) / 2 and the square of the reduced argument, and the same of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Half, Vector512<float> Square, Vector512<float> Half2, Vector512<float> Square2) HalfExpm1(Vector512<float> x, Vector512<float> y)
    {
        var (r, scale) = Reduce(x);
        var (t, scale2) = Reduce(y);
        var square = r * r;
        var square2 = t * t;
        var even = Vector512.Create(0.0013864871580153704f);
        var even2 = Vector512.Create(0.0013864871580153704f);
        var odd = Vector512.Create(0.008366533555090427f);
        var odd2 = Vector512.Create(0.008366533555090427f);
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.041667498648166656f));
        even2 = Vector512.FusedMultiplyAdd(even2, square2, Vector512.Create(0.041667498648166656f));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.1666654348373413f));
        odd2 = Vector512.FusedMultiplyAdd(odd2, square2, Vector512.Create(0.1666654348373413f));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.4999999701976776f));
        even2 = Vector512.FusedMultiplyAdd(even2, square2, Vector512.Create(0.4999999701976776f));
        var expm1 = Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(odd, r, even), r);
        var expm2 = Vector512.FusedMultiplyAdd(square2, Vector512.FusedMultiplyAdd(odd2, t, even2), t);
        return (
            Vector512.FusedMultiplyAdd(scale, expm1, scale - Vector512.Create(0.5f)), square,
            Vector512.FusedMultiplyAdd(scale2, expm2, scale2 - Vector512.Create(0.5f)), square2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Clamp(Vector512<float> x)
        => Vector512.MaxNative(Vector512.Create(-87.5f), Vector512.MinNative(Vector512.Create(89f), x));

    /// <summary>x = k ln 2 + r: r and 2^(k - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Remainder, Vector512<float> Scale) Reduce(Vector512<float> x)
    {
        var magic = Vector512.Create((float)((3 << 22) + 126));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950216293335f), magic);
        var k = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.6931471824645996f), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(1.9046542121259336e-09f), r);
        return (r, (shifted.AsInt32() << 23).AsSingle());
    }
}
