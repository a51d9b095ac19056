using MathNet.Numerics;

namespace Neuropil.Experiments;

/// <summary>
/// The mean field of <see cref="BinaryNetwork"/> by counting: of each population a unit has a Poisson number of active inputs, with mean K m, and is on with
/// the probability that its drive is above the threshold (van Vreeswijk and Sompolinsky 1998, Neural Comput. 10, eq. 3.3 before the limit of large K). It is
/// exact for infinitely many units.
/// </summary>
internal static class CountingMeanField
{
    private const int Steps = 60;

    /// <summary>The mean activities that keep themselves.</summary>
    public static (double Excitatory, double Inhibitory) Of(double inputs, double outside)
    {
        // Newton's method from the limit of large K, the activities at which all large drives cancel: 1 of them is m0 for both populations.
        var (e, i) = (outside, outside);
        for (int step = 0; step < Steps; step++)
        {
            var (fe, fi) = Difference(inputs, outside, e, i);
            const double Shift = 1e-6;
            var (ee, ie) = Difference(inputs, outside, e + Shift, i);
            var (ei, ii) = Difference(inputs, outside, e, i + Shift);
            var (a, b, c, d) = ((ee - fe) / Shift, (ei - fe) / Shift, (ie - fi) / Shift, (ii - fi) / Shift);
            double determinant = (a * d) - (b * c);
            var (moveE, moveI) = (((d * fe) - (b * fi)) / determinant, ((a * fi) - (c * fe)) / determinant);

            // Within the probabilities: at most half the way to 0 or 1.
            e = Math.Clamp(e - moveE, e / 2, (1 + e) / 2);
            i = Math.Clamp(i - moveI, i / 2, (1 + i) / 2);
            if (Math.Abs(moveE) + Math.Abs(moveI) < 1e-12)
            {
                break;
            }
        }

        return (e, i);
    }

    // How far the activities that follow from the given ones are from them.
    private static (double Excitatory, double Inhibitory) Difference(double inputs, double outside, double e, double i)
    {
        double[] above = AtLeast(inputs * e), active = Probabilities(inputs * i);
        double root = Math.Sqrt(inputs);
        return (
            Active(above, active, (BinaryNetwork.ExcitatoryThreshold - (outside * root)) * root, BinaryNetwork.InhibitionOfExcitatory) - e,
            Active(above, active, (BinaryNetwork.InhibitoryThreshold - (BinaryNetwork.OutsideToInhibitory * outside * root)) * root,
                BinaryNetwork.InhibitionOfInhibitory) - i);
    }

    // The probability that the excitatory inputs are more than the bound and what inhibitory ones add to it.
    private static double Active(double[] above, double[] inhibitory, double bound, double inhibition)
    {
        double sum = 0;
        for (int count = 0; count < inhibitory.Length; count++)
        {
            double needed = Math.Floor(bound + (inhibition * count) + 1e-9) + 1;
            sum += needed < above.Length ? inhibitory[count] * above[(int)Math.Max(0, needed)] : 0;
        }

        return sum;
    }

    private static double[] AtLeast(double mean)
    {
        double[] sums = Probabilities(mean);
        for (int count = sums.Length - 2; count >= 0; count--)
        {
            sums[count] += sums[count + 1];
        }

        return sums;
    }

    private static double[] Probabilities(double mean)
    {
        const int Deviations = 10, Least = 20;
        int count = (int)(mean + (Deviations * Math.Sqrt(mean)) + Least);
        return [.. Enumerable.Range(0, count).Select(k => Math.Exp((k * Math.Log(mean)) - mean - SpecialFunctions.GammaLn(k + 1)))];
    }
}
