using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The figures of <see cref="BurstingExperiment"/>.</summary>
internal static class BurstingFigures
{
    private const double ShownBursts = 1500; // ms
    private const double ShownSpikes = 200; // ms
    private const double ShownBurst = 40; // ms

    /// <summary>The Pinsky-Rinzel cell under both currents, at the end of the run, and one burst from near.</summary>
    public static IEnumerable<ExperimentFigure> PinskyRinzel(BurstingParameters parameters, BurstingRun run)
    {
        double end = run.Spikes[0].Stop / ms;
        yield return new ExperimentFigure(
            "two-currents", "Bursts and single spikes", $"The Pinsky-Rinzel cell under {parameters.WeakCurrent / (uA / cm2):G3} (above) and {parameters.StrongCurrent / (uA / cm2):G3} uA/cm² (below) into its soma.", new Figure
            {
                SharedX = false,
                Panels =
                [
                    Potentials($"{parameters.WeakCurrent / (uA / cm2):G3} uA/cm²", run, BurstingRun.Weak, Math.Max(0, end - ShownBursts), end),
                    Potentials($"{parameters.StrongCurrent / (uA / cm2):G3} uA/cm²", run, BurstingRun.Strong, Math.Max(0, end - ShownSpikes), end),
                ],
            });

        double[] starts = [.. run.BurstsOf(BurstingRun.Weak).Starts];
        if (starts.Length == 0)
        {
            yield break;
        }

        double from = starts[^1] - 5;
        var (times, window) = Window(run.Traces[0], from, from + ShownBurst);
        yield return new ExperimentFigure(
            "one-burst", "One burst", "Soma and dendrite of the Pinsky-Rinzel cell throw current to and fro: positive is into the soma. Calcium in the dendrite ends the burst.", new Figure
            {
                Panels =
                [
                    Potentials("", run, BurstingRun.Weak, from, from + ShownBurst),
                    new Panel { X = new Axis("Time", "ms"), Y = new Axis("Axial current", "nA"), Height = 30 * mm, Layers = [new Series("", times, [.. Values(2, BurstingRun.Weak).Select(pA => pA / 1000)])] },
                    new Panel { X = new Axis("Time", "ms"), Y = new Axis("Calcium", "uM") { Minimum = 0 }, Height = 30 * mm, Layers = [new Series("", times, [.. Values(3, BurstingRun.Weak).Select(mM => mM * 1000)])] },
                ],
            });

        double[] Values(int trace, int cell) => [.. run.Traces[trace].Columns[cell].Values.Skip(window.Start.Value).Take(times.Length)];
    }

    /// <summary>Rates of events and their sizes over both currents and over couplings.</summary>
    public static ExperimentFigure Sweeps(BurstingParameters parameters, BurstingRun run)
    {
        var (somatic, dendritic, couplings) = run.Sweeps();
        double[] soma = [.. parameters.SomaticCurrents.Select(current => current / (uA / cm2))];
        double[] dendrite = [.. parameters.DendriticCurrents.Select(current => current / (uA / cm2))];
        double[] coupling = [.. parameters.Couplings.Select(each => each / (mS / cm2))];
        return new ExperimentFigure(
            "sweeps", "Where the Pinsky-Rinzel cell bursts",
            $"Events are runs of spikes at most {parameters.BurstInterval / ms:G3} ms apart; an event of one spike is no burst. Below: over the coupling, at {parameters.WeakCurrent / (uA / cm2):G3} uA/cm² into the soma.", new Figure
            {
                SharedX = false,
                Panels =
                [
                    Curves("Event rate", "Hz", bursts => bursts.RateHz), Curves("Spikes in an event", "", bursts => bursts.MeanSize),
                    new Panel
                    {
                        X = new Axis("Coupling", "mS/cm²") { Scale = AxisScale.Logarithmic },
                        Y = new Axis("Spikes in an event") { Minimum = 0 },
                        Layers = [new Series("", coupling, [.. couplings.Select(bursts => bursts.MeanSize)]) { Marker = Marker.Circle }],
                    },
                ],
            });

        Panel Curves(string quantity, string unit, Func<Bursts, double> of) => new()
        {
            X = new Axis("Current", "uA/cm²"),
            Y = new Axis(quantity, unit) { Minimum = 0 },
            Height = 38 * mm,
            Layers =
            [
                new Series("into the soma", soma, [.. somatic.Select(of)]) { Marker = Marker.Circle },
                new Series("into the dendrite", dendrite, [.. dendritic.Select(of)]) { Marker = Marker.Square },
            ],
        };
    }

    /// <summary>The rebound of the low-threshold cell.</summary>
    public static ExperimentFigure Rebound(BurstingParameters parameters, BurstingRun run)
    {
        double release = parameters.Release / ms;
        int deepest = BurstingRun.Deepest(parameters);
        var (times, window) = Window(run.Traces[4], 0, release + (parameters.HyperpolarisationDuration / ms));
        int[] order = [.. Enumerable.Range(0, parameters.Hyperpolarisations.Count).OrderBy(i => parameters.Hyperpolarisations[i])];
        double[] currents = [.. order.Select(i => parameters.Hyperpolarisations[i] / nA)];
        return new ExperimentFigure(
            "rebound", "Rebound from hyperpolarisation", $"The low-threshold spiking cell, released at {release:G4} ms (dashed line) from {parameters.Hyperpolarisations[deepest] / nA:G3} nA; below, spikes after the release over the current.", new Figure
            {
                SharedX = false,
                Panels =
                [
                    new Panel
                    {
                        X = new Axis("Time", "ms"),
                        Y = new Axis("V", "mV"),
                        Layers = [Trace("with T current", 0), Trace("without", 1), ReferenceLine.AtX(release)],
                    },
                    new Panel
                    {
                        X = new Axis("Hyperpolarising current", "nA"),
                        Y = new Axis("Spikes after the release") { Minimum = 0, WholeNumbers = true },
                        Height = 35 * mm,
                        Layers = [Count("with T current", hasCalcium: true, Marker.Circle), Count("without", hasCalcium: false, Marker.Square)],
                    },
                ],
            });

        Series Trace(string name, int column) => new(name, times, [.. run.Traces[4].Columns[column].Values.Skip(window.Start.Value).Take(times.Length)]);
        Series Count(string name, bool hasCalcium, Marker marker) => new(name, currents, [.. order.Select(i => (double)run.Rebound(i, hasCalcium).After)]) { Marker = marker };
    }

    /// <summary>Adaptation of the regular-spiking cell and none of the others.</summary>
    public static ExperimentFigure Adaptation(BurstingRun run)
    {
        double end = Math.Min(1000, run.Spikes[2].Stop / ms);
        var (times, window) = Window(run.Traces[5], 0, end);
        return new ExperimentFigure("adaptation", "Spike-frequency adaptation", "The regular-spiking cell with and without its M current, and the fast-spiking cell, under constant currents; below, the intervals between spikes in their order.", new Figure
        {
            SharedX = false,
            Panels =
            [
                Potential("regular-spiking", run.Traces[5].Columns[0], Palette.At(0)), Potential("fast-spiking", run.Traces[6].Columns[0], Palette.At(2)),
                new Panel
                {
                    X = new Axis("Number of the interval") { WholeNumbers = true, Scale = AxisScale.Logarithmic },
                    Y = new Axis("Interval", "ms") { Scale = AxisScale.Logarithmic },
                    Layers = [Intervals("regular-spiking", 2, 0, Palette.At(0)), Intervals("without M current", 2, 1, Palette.At(1)), Intervals("fast-spiking", 3, 0, Palette.At(2))],
                },
            ],
        });

        Panel Potential(string title, Trace trace, Colour colour) => new()
        {
            Title = title, X = new Axis("Time", "ms"), Y = new Axis("V", "mV"), Height = 25 * mm,
            Layers = [new Series("", times, [.. trace.Values.Skip(window.Start.Value).Take(times.Length)]) { Colour = colour }],
        };

        Series Intervals(string name, int population, int cell, Colour colour)
        {
            double[] intervals = run.Intervals(population, cell);
            return new Series(name, [.. Enumerable.Range(1, intervals.Length).Select(i => (double)i)], intervals) { Marker = Marker.Dot, Colour = colour };
        }
    }

    private static Panel Potentials(string title, BurstingRun run, int cell, double from, double until)
    {
        var (times, window) = Window(run.Traces[0], from, until);
        Series Trace(string name, int trace) => new(name, times, [.. run.Traces[trace].Columns[cell].Values.Skip(window.Start.Value).Take(times.Length)]);
        return new Panel { Title = title, X = new Axis("Time", "ms"), Y = new Axis("V", "mV"), Layers = [Trace("dendrite", 1), Trace("soma", 0)] };
    }

    // The times, ms, from the first to the second bound, and which samples they are.
    private static (double[] Times, Range Window) Window(Traces traces, double from, double until)
    {
        int first = traces.TimesSeconds.TakeWhile(time => time * 1000 < from).Count();
        double[] times = [.. traces.TimesSeconds.Skip(first).TakeWhile(time => time * 1000 <= until).Select(time => time * 1000)];
        return (times, first..(first + times.Length));
    }
}
