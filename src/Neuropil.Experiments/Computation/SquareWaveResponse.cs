using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The rate of a cell whose mean input jumps up and down by turns, from its response to sinusoids.</summary>
internal static class SquareWaveResponse
{
    private static readonly Frequency highest = 2 * kHz;

    /// <summary>
    /// The change of the rate (Hz) in the middle of each bin from a jump upward on, over half a period of a mean that is amplitude, then -amplitude: the
    /// Fourier series Σ 4/(π n) Im H(n f) e^{2 π i n f t} over the odd n, each term averaged over the bin.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="timeConstant">Its membrane time constant.</param>
    /// <param name="amplitude">The amplitude.</param>
    /// <param name="period">The period.</param>
    /// <param name="bin">The width of a bin.</param>
    public static double[] Of(ThresholdIntegration cell, Time timeConstant, Voltage amplitude, Time period, Time bin)
    {
        Frequency first = 1 / period;
        double[] rate = new double[(int)Math.Round(period / 2 / bin)];
        for (int n = 1; n * first <= highest; n += 2)
        {
            double width = Math.PI * n * (bin / period);
            var term = 4 / (Math.PI * n) * (Math.Sin(width) / width) * (amplitude / mV) * cell.Response(n * first) / (timeConstant / ms);
            for (int i = 0; i < rate.Length; i++)
            {
                rate[i] += (term * Complex.Exp(new Complex(0, 2 * Math.PI * n * (i + 0.5) * (bin / period)))).Imaginary;
            }
        }

        return rate;
    }

    /// <summary>
    /// The time (ms) after the jump at which a rate has come 63 % of the way from the level before it to the level at the end; NaN where it has not.
    /// </summary>
    public static double RiseTime(IReadOnlyList<double> rate, double before, double after, Time bin)
    {
        double level = before + ((1 - Math.Exp(-1)) * (after - before));
        double last = before, at = 0;
        for (int i = 0; i < rate.Count; i++)
        {
            double middle = (i + 0.5) * (bin / ms);
            if (rate[i] >= level)
            {
                return at + ((level - last) / (rate[i] - last) * (middle - at));
            }

            (last, at) = (rate[i], middle);
        }

        return double.NaN;
    }
}
