using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Experiments.Benchmarks.HandWritten;

/// <summary>
/// The update of the Traub-Miles cell with two exponential conductances, by exponential Euler, written by hand for 512-bit vectors of
/// double precision: the limit that compiled kernels are measured against. It uses the polynomials of the project's own Exp and Expm1, so that both have
/// the same accuracy, and every saving of work that its author knew.
/// </summary>
internal sealed unsafe class HandWrittenDouble
{
    private readonly TraubMilesFactors factors;

    public HandWrittenDouble(TraubMilesFactors factors) => this.factors = factors;

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
    public int Step(int cells, double* v, double* m, double* h, double* n, double* excitation, double* inhibition, double* toExcitation, double* toInhibition, int* spikes)
    {
        double dt = factors.TimeStep;
        double perCapacitance = dt / factors.Capacitance;
        double shift = factors.Shift;

        // Arguments of the rates as scale * V + offset; rates times dt.
        var mOpeningOffset = Vector512.Create((13 + shift) / 4);
        var mClosingOffset = Vector512.Create((-40 - shift) / 5);
        var hOpeningOffset = Vector512.Create((17 + shift) / 18);
        var hClosingOffset = Vector512.Create((40 + shift) / 5);
        var nOpeningOffset = Vector512.Create((15 + shift) / 5);
        var nClosingOffset = Vector512.Create((10 + shift) / 40);
        var mOpening = Vector512.Create(1.28 * dt);
        var mClosing = Vector512.Create(1.4 * dt);
        var hOpening = Vector512.Create(0.128 * dt);
        var hClosing = Vector512.Create(4 * dt);
        var nOpening = Vector512.Create(0.16 * dt);
        var nClosing = Vector512.Create(0.5 * dt);

        // Conductances times dt/C, and times their reversal potentials.
        var sodium = Vector512.Create(factors.Sodium * perCapacitance);
        var potassium = Vector512.Create(factors.Potassium * perCapacitance);
        var leak = Vector512.Create(factors.Leak * perCapacitance);
        var synaptic = Vector512.Create(perCapacitance);
        var sodiumDrive = Vector512.Create(factors.Sodium * perCapacitance * factors.SodiumReversal);
        var potassiumDrive = Vector512.Create(factors.Potassium * perCapacitance * factors.PotassiumReversal);
        var leakDrive = Vector512.Create(factors.Leak * perCapacitance * factors.LeakReversal);
        var excitationDrive = Vector512.Create(perCapacitance * factors.ExcitationReversal);
        var inhibitionDrive = Vector512.Create(perCapacitance * factors.InhibitionReversal);
        var excitationKept = Vector512.Create(Math.Exp(-dt / factors.ExcitationDecay));
        var inhibitionKept = Vector512.Create(Math.Exp(-dt / factors.InhibitionDecay));
        var threshold = Vector512.Create(factors.Threshold);
        int count = 0;
        for (int i = 0; i < cells; i += 8)
        {
            var voltage = Vector512.LoadAligned(v + i);
            var ge = Vector512.FusedMultiplyAdd(excitationKept, Vector512.LoadAligned(excitation + i), Vector512.LoadAligned(toExcitation + i));
            var gi = Vector512.FusedMultiplyAdd(inhibitionKept, Vector512.LoadAligned(inhibition + i), Vector512.LoadAligned(toInhibition + i));
            Vector512.StoreAligned(ge, excitation + i);
            Vector512.StoreAligned(gi, inhibition + i);
            Vector512.StoreAligned(Vector512<double>.Zero, toExcitation + i);
            Vector512.StoreAligned(Vector512<double>.Zero, toInhibition + i);

            // Sodium activation: opening 1.28 / exprel((13 - v)/4), closing 1.4 / exprel((v - 40)/5).
            var gateM = Vector512.LoadAligned(m + i);
            var (openingM, closingM) = Bernoulli(
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0 / 4), mOpeningOffset),
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(1.0 / 5), mClosingOffset));
            openingM *= mOpening;
            closingM *= mClosing;

            // Sodium inactivation: opening 0.128 exp((17 - v)/18), closing 4 / (1 + exp((40 - v)/5)).
            var gateH = Vector512.LoadAligned(h + i);
            var (openingH, closingH) = Exp(
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0 / 18), hOpeningOffset),
                Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0 / 5), hClosingOffset));
            openingH *= hOpening;
            closingH = hClosing / (Vector512.Create(1.0) + closingH);

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
            var openingN = nOpening * Bernoulli(Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0 / 5), nOpeningOffset));
            var closingN = nClosing * Exp(Vector512.FusedMultiplyAdd(voltage, Vector512.Create(-1.0 / 40), nClosingOffset));
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
    private static Vector512<double> Exp(Vector512<double> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        var p = Vector512.Create(2 * 2.500391082736364e-08);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 2.763044889634683e-07));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 2.755757432087879e-06));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 2.480149246806718e-05));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.00019841269519871896));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.0013888888944328871));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.008333333333488473));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.041666666666527));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.16666666666666421));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.5000000000000011));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.0));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.0));
        return p * scale;
    }

    /// <summary>x / (e^x - 1), 1 at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Bernoulli(Vector512<double> x)
    {
        var (half, square) = HalfExpm1(Clamp(x));
        return Vector512.ConditionalSelect(Vector512.Equals(square, Vector512<double>.Zero), Vector512.Create(1.0), x / (half + half));
    }

    /// <summary>(e^x - 1) / 2, and the square of the reduced argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Half, Vector512<double> Square) HalfExpm1(Vector512<double> x)
    {
        var (r, scale) = Reduce(x);
        var square = r * r;
        var even = Vector512.Create(2.7626279876416967e-07);
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(2.4801504557053475e-05));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.00138888889322972));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.0416666666665738));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.5000000000000006));
        var odd = Vector512.Create(2.5056243093748595e-08);
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(2.7557400272787723e-06));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.00019841269726394132));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.00833333333338659));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.16666666666666638));
        var expm1 = Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(odd, r, even), r);
        return (Vector512.FusedMultiplyAdd(scale, expm1, scale - Vector512.Create(0.5)), square);
    }

    /// <summary>e^x and e^y side by side: each is a chain of operations that wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> X, Vector512<double> Y) Exp(Vector512<double> x, Vector512<double> y)
    {
        var (r, scale) = Reduce(Clamp(x));
        var (t, scale2) = Reduce(Clamp(y));
        var p = Vector512.Create(2 * 2.500391082736364e-08);
        var q = Vector512.Create(2 * 2.500391082736364e-08);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 2.763044889634683e-07));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 2.763044889634683e-07));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 2.755757432087879e-06));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 2.755757432087879e-06));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 2.480149246806718e-05));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 2.480149246806718e-05));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.00019841269519871896));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.00019841269519871896));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.0013888888944328871));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.0013888888944328871));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.008333333333488473));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.008333333333488473));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.041666666666527));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.041666666666527));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.16666666666666421));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.16666666666666421));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2 * 0.5000000000000011));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2 * 0.5000000000000011));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.0));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2.0));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.0));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(2.0));
        return (p * scale, q * scale2);
    }

    /// <summary>x / (e^x - 1), 1 at zero, and the same of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> X, Vector512<double> Y) Bernoulli(Vector512<double> x, Vector512<double> y)
    {
        var (half, square, half2, square2) = HalfExpm1(Clamp(x), Clamp(y));
        return (
            Vector512.ConditionalSelect(Vector512.Equals(square, Vector512<double>.Zero), Vector512.Create(1.0), x / (half + half)),
            Vector512.ConditionalSelect(Vector512.Equals(square2, Vector512<double>.Zero), Vector512.Create(1.0), y / (half2 + half2)));
    }

    /// <summary>(e^x - 1) / x, 1 at zero, and the same of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> X, Vector512<double> Y) Exprel(Vector512<double> x, Vector512<double> y)
    {
        var (half, square, half2, square2) = HalfExpm1(Clamp(x), Clamp(y));
        return (
            Vector512.ConditionalSelect(Vector512.Equals(square, Vector512<double>.Zero), Vector512.Create(1.0), (half + half) / x),
            Vector512.ConditionalSelect(Vector512.Equals(square2, Vector512<double>.Zero), Vector512.Create(1.0), (half2 + half2) / y));
    }

    /// <summary>(e^x - 1) / 2 and the square of the reduced argument, and the same of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Half, Vector512<double> Square, Vector512<double> Half2, Vector512<double> Square2) HalfExpm1(Vector512<double> x, Vector512<double> y)
    {
        var (r, scale) = Reduce(x);
        var (t, scale2) = Reduce(y);
        var square = r * r;
        var square2 = t * t;
        var even = Vector512.Create(2.7626279876416967e-07);
        var even2 = Vector512.Create(2.7626279876416967e-07);
        var odd = Vector512.Create(2.5056243093748595e-08);
        var odd2 = Vector512.Create(2.5056243093748595e-08);
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(2.4801504557053475e-05));
        even2 = Vector512.FusedMultiplyAdd(even2, square2, Vector512.Create(2.4801504557053475e-05));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(2.7557400272787723e-06));
        odd2 = Vector512.FusedMultiplyAdd(odd2, square2, Vector512.Create(2.7557400272787723e-06));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.00138888889322972));
        even2 = Vector512.FusedMultiplyAdd(even2, square2, Vector512.Create(0.00138888889322972));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.00019841269726394132));
        odd2 = Vector512.FusedMultiplyAdd(odd2, square2, Vector512.Create(0.00019841269726394132));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.0416666666665738));
        even2 = Vector512.FusedMultiplyAdd(even2, square2, Vector512.Create(0.0416666666665738));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.00833333333338659));
        odd2 = Vector512.FusedMultiplyAdd(odd2, square2, Vector512.Create(0.00833333333338659));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.5000000000000006));
        even2 = Vector512.FusedMultiplyAdd(even2, square2, Vector512.Create(0.5000000000000006));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.16666666666666638));
        odd2 = Vector512.FusedMultiplyAdd(odd2, square2, Vector512.Create(0.16666666666666638));
        var expm1 = Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(odd, r, even), r);
        var expm2 = Vector512.FusedMultiplyAdd(square2, Vector512.FusedMultiplyAdd(odd2, t, even2), t);
        return (
            Vector512.FusedMultiplyAdd(scale, expm1, scale - Vector512.Create(0.5)), square,
            Vector512.FusedMultiplyAdd(scale2, expm2, scale2 - Vector512.Create(0.5)), square2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Clamp(Vector512<double> x)
        => Vector512.MaxNative(Vector512.Create(-708.5), Vector512.MinNative(Vector512.Create(710.0), x));

    /// <summary>x = k ln 2 + r: r and 2^(k - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Remainder, Vector512<double> Scale) Reduce(Vector512<double> x)
    {
        var magic = Vector512.Create((double)((3L << 51) + 1022));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), magic);
        var k = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.6931471805599453), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-2.3190468138462996e-17), r);
        return (r, (shifted.AsInt64() << 52).AsDouble());
    }
}
