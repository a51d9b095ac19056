using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ReboundExperiment"/>.</summary>
internal sealed record ReboundParameters
{
    [Option("currents that hyperpolarise the cell; the one of largest size is drawn and held to the adaptive solver", Unit = "nA")]
    public IReadOnlyList<Current> Hyperpolarisations { get; init; }
        = [-0.01 * nA, -0.02 * nA, -0.03 * nA, -0.04 * nA, -0.06 * nA, -0.08 * nA, -0.1 * nA, -0.15 * nA];

    [Option("duration of the hyperpolarisation, which begins at 100 ms, and of what is measured after it", MoreThan = "0 ms", Unit = "ms")]
    public Time HyperpolarisationDuration { get; init; } = 400 * ms;

    [Option("whether the first spikes are held to the adaptive solver")] public bool Convergence { get; init; } = true;

    [Option("time step; convergence is measured at this, a half and a quarter of it", Name = "dt", MoreThan = "0 ms", AtMost = "0.05 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.01 * ms;

    /// <summary>When the hyperpolarisation begins, on the grid.</summary>
    internal Time Onset => (100 * ms).OnGrid(TimeStep);

    /// <summary>When it ends.</summary>
    internal Time Release => ((100 * ms) + HyperpolarisationDuration).OnGrid(TimeStep);
}

/// <summary>The rebound of a low-threshold spiking cell that is released from hyperpolarisation, with and without its T current.</summary>
internal sealed class ReboundExperiment : Experiment<ReboundParameters>
{
    private const string Paper = "Pospischil et al. (2008), section 3.4: the T current makes bursts on rebound";

    public override string Name => "rebound";

    public override string Question => "Which current makes a cell fire when it is released from hyperpolarisation, and how accurate are its spikes?";

    public override string Source => "Pospischil et al., Biol. Cybern. 99 (2008), section 3.4";

    public override void Run(ReboundParameters p, Session session, Findings findings)
    {
        findings.Note("The parameters are those of the authors' program (ModelDB 123623); gates start at their steady state, theirs at zero. "
            + "The currents and times of the stimuli are ours.");
        int count = p.Hyperpolarisations.Count;
        int deepest = Enumerable.Range(0, count).MinBy(i => p.Hyperpolarisations[i]);
        bool[] hasCalcium = [.. Enumerable.Range(0, 2 * count).Select(cell => cell < count)];
        var network = session.NewNetwork();
        var cells = Add(network, p, [.. p.Hyperpolarisations, .. p.Hyperpolarisations], hasCalcium);
        var run = session.Part(0, 2).Simulate(network, p.TimeStep, Integrators.RungeKutta4);
        var record = run.Record(cells.Spikes);
        Time interval = p.TimeStep > 0.1 * ms ? p.TimeStep : (0.1 * ms).OnGrid(p.TimeStep);
        var traces = run.Record(cells, [deepest, deepest + count], interval, "V");
        findings.Always(() => Show(p, deepest, record.Trains(), traces(), findings));
        run.Advance(p.Release + p.HyperpolarisationDuration);
        var (spikes, all) = (record.Trains(), Enumerable.Range(0, 2 * count).ToList());
        findings.Check("spikes of low-threshold cells before the release", 0, all.Sum(cell => Counts(p, spikes, cell).Before), 0, Paper);
        findings.Check("spikes of cells without T current after the release", 0, all.Skip(count).Sum(cell => Counts(p, spikes, cell).After), 0, Paper);
        var burst = new Reference<ReboundParameters>(
            "spikes after the release from the deepest hyperpolarisation", 0, $"{Paper}; a burst has at least two spikes",
            Reference.Defaults<ReboundParameters>(each => each.Hyperpolarisations.Min()));
        findings.Check(burst.Between(2, 10), p, Counts(p, spikes, deepest).After);
        if (p.Convergence)
        {
            var convergence = SpikeConvergence.Of(
                session.Part(1, 2), p.TimeStep, p.Release + (200 * ms), each => Add(each, p, [p.Hyperpolarisations[deepest]], [true]));
            convergence.CheckGrid(findings, "rk4", spikes.TimesMs(deepest));
            convergence.Show(findings);
        }
    }

    protected override void Validate(ReboundParameters p) => Refuse.If(
        p.Hyperpolarisations.Any(current => !(current.SiValue < 0)),
        $"--hyperpolarisations {p.Hyperpolarisations.Max()} does not hyperpolarise: expected less than 0 nA");

    private static Population Add(Network network, ReboundParameters p, Current[] currents, bool[] hasCalcium)
    {
        var cell = new LowThresholdSpiking { Inputs = [new StepCurrent { Amplitude = currents, Start = p.Onset, Stop = p.Release }] };
        return network.Add(new Population("low-threshold spiking", currents.Length, cell.WithOrWithout("calcium.lowThreshold.conductance", hasCalcium)));
    }

    // Before and after the release; those after it within as long a time as the cell was hyperpolarised.
    private static (int Before, int After) Counts(ReboundParameters p, SpikeTrains spikes, int cell)
    {
        double[] times = spikes.TimesMs(cell);
        double release = p.Release / ms;
        return (times.Count(time => time <= release), times.Count(time => time > release && time <= release + (p.HyperpolarisationDuration / ms)));
    }

    private static void Show(ReboundParameters p, int deepest, SpikeTrains spikes, Traces traces, Findings findings)
    {
        int count = p.Hyperpolarisations.Count;
        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => p.Hyperpolarisations[i])];
        double[] currents = [.. order.Select(i => p.Hyperpolarisations[i] / nA)];
        var (with, without) = (Counts(p, spikes, deepest), Counts(p, spikes, deepest + count));
        findings.Answer(spikes.Stop < p.Release + p.HyperpolarisationDuration
            ? $"{spikes.Stop} were simulated; the cell is released at {p.Release}."
            : $"After {p.Hyperpolarisations[deepest] / nA:G3} nA the low-threshold cell fires {with.After} spikes with its T current "
                + $"and {without.After} without.");
        Series Count(string name, int first, Marker marker)
            => Plot.Curve(name, currents, order.Select(i => (double)Counts(p, spikes, first + i).After), marker);
        findings.SideBySide(
            "rebound", "Rebound from hyperpolarisation",
            $"(A) The low-threshold spiking cell, released at {p.Release / ms:G4} ms (dashed line) from {p.Hyperpolarisations[deepest] / nA:G3} nA. "
                + "(B) Spikes after the release over the current.",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("V", "mV"),
                Plot.Course("with T current", traces, traces.Columns[0]), Plot.Course("without", traces, traces.Columns[1]), ReferenceLine.AtX(p.Release / ms)),
            Plot.Panel(
                new Axis("Hyperpolarising current", "nA"), new Axis("Spikes after the release") { Minimum = 0, WholeNumbers = true },
                Count("with T current", 0, Marker.Circle), Count("without", count, Marker.Square)));
        findings.Table(
            "rebound.csv", "spikes of the low-threshold spiking cell", Enumerable.Range(0, 2 * count),
            ("current (nA)", cell => p.Hyperpolarisations[cell % count] / nA), ("has T current", cell => cell < count ? 1 : 0),
            ("before the release", cell => Counts(p, spikes, cell).Before), ("after it", cell => Counts(p, spikes, cell).After));
        findings.Spikes(spikes);
        findings.Populations(spikes);
    }
}
