using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The cortical microcircuit of Potjans and Diesmann (2014): rates, irregularity and synchrony of its eight populations.</summary>
internal sealed class MicrocircuitExperiment : Experiment<MicrocircuitParameters>
{
    private const int ShownCells = 1000;

    private static readonly Time correlationBin = 5 * ms;

    public override string Name => "microcircuit";

    public override string Question => "What do the cells of a cortical column do when nothing but its wiring makes their layers differ?";

    public override string Source => "Potjans and Diesmann (2014), Cereb. Cortex 24:785";

    public override IReadOnlyList<Preset<MicrocircuitParameters>> Presets =>
    [
        new("full", "all 77 169 cells and 0.3 billion synapses for 10 s: 3 GB of memory, and minutes", p => p with { Scale = 1, Duration = 10 * second }),
    ];

    // Not every machine has the memory of the full column.
    public override IEnumerable<string?> ValidationPresets(bool full) => [null];

    public override void Run(MicrocircuitParameters p, Session session, Findings findings)
    {
        var (network, populations) = MicrocircuitModel.Build(p, session.Seed);
        var run = session.Simulate(network, p.TimeStep, Integrators.ExactLinear);
        var records = populations.Select(population => run.Record(population.Spikes)).ToList();
        CheckWiring(p, run.Simulation, findings);
        findings.Always(() => Show(p, [.. records.Select(record => record.Trains())], findings));
        run.Advance(p.Transient + p.Duration);
        CheckRates(p, [.. records.Select(record => Steady(p, record.Trains()))], findings);
    }

    private static void CheckWiring(MicrocircuitParameters p, Simulation run, Findings findings)
    {
        findings.Measure("recurrent synapses", run.Synapses);
        findings.Check(
            new Reference<MicrocircuitParameters>("synapses", 298_880_968, "Potjans and Diesmann (2014), eq. 1 with table 5", each => each.Scale == 1), p,
                run.Synapses);
        findings.Check(
            new Reference<MicrocircuitParameters>("weight (pA)", 87.8085, "the current whose potential has a peak of 0.15 mV", each
                => each.Potential == new MicrocircuitParameters().Potential).Within(1e-4), p, MicrocircuitModel.CurrentOf(p.Potential) / pA);
    }

    // Below full scale correlations differ, and with them rates: they are shown, not checked.
    private static void CheckRates(MicrocircuitParameters p, SpikeTrains[] steady, Findings findings)
    {
        var defaults = new MicrocircuitParameters();
        bool IsPublished(MicrocircuitParameters each)
            => each with { Transient = defaults.Transient, Duration = defaults.Duration } == defaults with { Scale = 1 } && each.Duration >= 1 * second;
        for (int i = 0; i < steady.Length; i++)
        {
            double rate = MicrocircuitData.RatesHz[i];
            findings.Check(
                new Reference<MicrocircuitParameters>($"rate of {steady[i].Name} (Hz)", rate, "another program's run at full scale; 10 %", IsPublished)
                    .Within(0.1 * rate), p, steady[i].MeanRate() / Hz);
        }
    }

    private static SpikeTrains Steady(MicrocircuitParameters p, SpikeTrains all) => all.Window(p.Transient < all.Stop ? p.Transient : all.Stop, all.Stop);

    private static void Show(MicrocircuitParameters p, SpikeTrains[] all, Findings findings)
    {
        SpikeTrains[] steady = [.. all.Select(trains => Steady(p, trains))];
        findings.Populations(steady);
        if (!(steady[0].Duration > 0 * ms))
        {
            findings.Answer($"{all[0].Duration} were simulated, of which the first {p.Transient} do not count.");
            return;
        }

        double[] rates = [.. steady.Select(trains => trains.MeanRate() / Hz)];
        double[] cvs = [.. steady.Select(trains => trains.InterspikeIntervals().Cv)];
        double[] correlations = [.. steady.Select(trains => Some(trains).SpikeCountCorrelation(correlationBin))];
        double[] known = [.. cvs.Where(double.IsFinite).DefaultIfEmpty(double.NaN)];
        bool isInhibitionFaster = Enumerable.Range(0, 4).All(layer => rates[2 * layer] < rates[(2 * layer) + 1]);
        findings.Answer($"Mean rates in Hz: {string.Join(", ", steady.Select((trains, i) => $"{trains.Name} {StatisticText.Of(rates[i], "F2")}"))}. Inhibitory "
            + $"cells fire more than the excitatory ones of their layer{(isInhibitionFaster ? "" : ", but not in all layers here")}. Intervals are irregular, "
            + $"CV {StatisticText.Of(known.Min(), "F2")} to {StatisticText.Of(known.Max(), "F2")}.");
        for (int i = 0; i < steady.Length; i++)
        {
            findings.Measure($"correlation of {steady[i].Name}", correlations[i]);
        }

        findings.Figure("raster", "Spikes", $"At most {ShownCells} cells of each population; below, the rate of each.",
            ((IReadOnlyList<SpikeTrains>)[.. steady.Select(Some).Select(trains
                => trains.Window(trains.Stop - (300 * ms) > trains.Start ? trains.Stop - (300 * ms) : trains.Start, trains.Stop))]).Raster());
        double[] places = [.. Enumerable.Range(0, steady.Length).Select(i => (double)i)];
        findings.Figure("rates", "Rates of the populations", $"In the order {string.Join(", ", MicrocircuitData.Names)}; points are of the full network.",
            Plot.Single(new Axis("Population"), new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Curve("here", places, rates), Plot.Points("published", places, MicrocircuitData.RatesHz, marker: Marker.Square)));
        findings.Figure("distributions", "Rates and irregularity of single cells", "Cells of each population by their rate, and by the CV of their intervals.",
            Distribution("Rate", "Hz", steady, trains => trains.RatesHz()), Distribution("CV of intervals", "", steady, Cvs));
        findings.Table("populations.csv", "rate, irregularity and correlation of each population", Enumerable.Range(0, steady.Length),
            ("population", i => i), ("rate (Hz)", i => rates[i]), ("published rate (Hz)", i => MicrocircuitData.RatesHz[i]), ("CV", i => cvs[i]),
            ("correlation of counts in 5 ms", i => correlations[i]));
        findings.Spikes(all);
    }

    private static SpikeTrains Some(SpikeTrains trains) => trains.Slice(trains.Name, ..Math.Min(ShownCells, trains.NeuronCount));

    private static double[] Cvs(SpikeTrains trains) => [.. Enumerable.Range(0, Math.Min(ShownCells, trains.NeuronCount))
        .Select(cell => trains.Slice(trains.Name, cell..(cell + 1)).InterspikeIntervals().Cv).Where(double.IsFinite)];

    private static Panel Distribution(string quantity, string unit, SpikeTrains[] steady, Func<SpikeTrains, double[]> of)
    {
        var lines = steady.Select(trains => (trains.Name, Histogram: Histogram.Of(of(trains)))).Where(each => each.Histogram.Counts.Sum() > 0).Select(each =>
        {
            var (edges, counts) = (each.Histogram.Edges, each.Histogram.Counts);
            double all = counts.Sum();
            return Plot.Line(each.Name, [.. counts.Select((_, i) => (edges[i] + edges[i + 1]) / 2)], counts.Select((count, i)
                => count / all / (edges[i + 1] - edges[i])));
        });
        return Plot.Panel(new Axis(quantity, unit), new Axis("Density"), [.. lines]);
    }
}
