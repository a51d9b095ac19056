using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The rhythm of a pair, from its last cycles.</summary>
/// <param name="Frequency">One over the mean period of the pyramidal cell.</param>
/// <param name="Lag">How long after a spike of the pyramidal cell the interneuron's next one comes; NaN if it has none.</param>
/// <param name="InhibitoryPerCycle">The interneuron's spikes for each of the pyramidal cell.</param>
internal sealed record GammaRhythm(Frequency Frequency, Time Lag, double InhibitoryPerCycle)
{
    private const int Cycles = 10;
    private static readonly Time sampling = 0.02 * ms;
    private static readonly Time longest = 4 * second;

    /// <summary>The period.</summary>
    public double PeriodMs => 1000 / (Frequency / Hz);

    /// <summary>Integrates a pair by the adaptive solver, twice as long as long as it is slow, and reads its last cycles.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="duration">For how long at least; what is before the last ten cycles is forgotten.</param>
    /// <returns>NaN where it fires fewer than eleven times in four seconds.</returns>
    public static GammaRhythm Of(GammaPair pair, CancellationToken cancellation, Time? duration = null)
    {
        for (var length = duration ?? 500 * ms; length <= longest; length *= 2)
        {
            // At this tolerance periods move by less than 1e-4 of a ms where it is made ten times smaller.
            var run = new AdaptiveSimulation(pair, new AdaptiveOptions { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-8 })
                .Run(length, ["I.V"], sampling, cancellation: cancellation);
            double[] e = [.. run.SpikeTimes.Select(time => time / ms)], i = Upwards(run.Traces.Columns[0].Values);
            if (e.Length > Cycles)
            {
                double first = e[^(Cycles + 1)], last = e[^1];
                double[] lags = [.. e[^(Cycles + 1)..^1].Select(time => i.FirstOrDefault(next => next > time, double.NaN) - time)];
                return new GammaRhythm(1000 * Cycles / (last - first) * Hz, lags.Average() * ms,
                    i.Count(time => time > first && time <= last) / (double)Cycles);
            }
        }

        return new GammaRhythm(double.NaN * Hz, double.NaN * ms, double.NaN);
    }

    // Where a potential crosses 0 mV, ms, by straight lines: within the upstroke of a spike they err by less than 1e-3 ms.
    private static double[] Upwards(IReadOnlyList<double> potential)
    {
        List<double> times = [];
        for (int n = 0; n + 1 < potential.Count; n++)
        {
            if (potential[n] < 0 && potential[n + 1] >= 0)
            {
                times.Add((n - (potential[n] / (potential[n + 1] - potential[n]))) * (sampling / ms));
            }
        }

        return [.. times];
    }
}
