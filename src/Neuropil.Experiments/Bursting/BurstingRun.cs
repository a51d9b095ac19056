using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>All cells of <see cref="BurstingExperiment"/> in one simulation.</summary>
internal sealed class BurstingRun
{
    /// <summary>The Pinsky-Rinzel cell under the weak current.</summary>
    public const int Weak = 0;

    /// <summary>The one under the strong current.</summary>
    public const int Strong = 1;

    private static readonly Time traceInterval = 0.1 * ms;
    private readonly BurstingParameters parameters;

    private BurstingRun(BurstingParameters parameters, IReadOnlyList<SpikeTrains> spikes, IReadOnlyList<Traces> traces)
        => (this.parameters, Spikes, Traces) = (parameters, spikes, traces);

    /// <summary>The spikes of the four populations, in the order of <see cref="BurstingCells"/>.</summary>
    public IReadOnlyList<SpikeTrains> Spikes { get; }

    /// <summary>Potentials of the cells that are drawn: two Pinsky-Rinzel cells (soma, dendrite, axial current, calcium), then one population each.</summary>
    public IReadOnlyList<Traces> Traces { get; }

    /// <summary>The conditions of the Pinsky-Rinzel cells: weak and strong, then the three sweeps.</summary>
    public static IReadOnlyList<(CurrentDensity Soma, CurrentDensity Dendrite, ConductanceDensity Coupling)> Cases(BurstingParameters parameters)
    {
        var coupling = ConductanceDensity.FromSi(new PinskyRinzel().Coupling.UniformSi);
        var none = 0 * uA / cm2;
        return
        [
            (parameters.WeakCurrent, none, coupling), (parameters.StrongCurrent, none, coupling),
            .. parameters.SomaticCurrents.Select(current => (current, none, coupling)),
            .. parameters.DendriticCurrents.Select(current => (none, current, coupling)),
            .. parameters.Couplings.Select(each => (parameters.WeakCurrent, none, each)),
        ];
    }

    /// <summary>The conditions of the low-threshold cells: each current with T current, then each without.</summary>
    public static IReadOnlyList<(Current Hyperpolarisation, bool HasCalcium)> Rebounds(BurstingParameters parameters)
        => [.. parameters.Hyperpolarisations.Select(current => (current, true)), .. parameters.Hyperpolarisations.Select(current => (current, false))];

    /// <summary>Runs; <paramref name="show"/> gets what there is when the run ends or is stopped.</summary>
    public static BurstingRun Of(BurstingParameters parameters, Session session, Findings findings, Action<BurstingRun> show)
    {
        var network = session.NewNetwork();
        Population[] populations =
        [
            BurstingCells.AddPinskyRinzel(network, Cases(parameters)), BurstingCells.AddLowThreshold(network, parameters, Rebounds(parameters)),
            BurstingCells.AddRegular(network, parameters, [true, false]), BurstingCells.AddFast(network, parameters),
        ];
        var run = session.Simulate(network, parameters.TimeStep, Integrators.RungeKutta4);
        var spikes = populations.Select(population => run.Record(population.Spikes)).ToList();
        Time interval = parameters.TimeStep > traceInterval ? parameters.TimeStep : Math.Round(traceInterval / parameters.TimeStep) * parameters.TimeStep;
        var (shown, count) = (Deepest(parameters), parameters.Hyperpolarisations.Count);
        var traces = new[]
        {
            populations[0].Trace("soma.V", Weak, Strong), populations[0].Trace("dendrite.V", Weak, Strong), populations[0].Trace("axialCurrent", Weak, Strong),
            populations[0].Trace("dendrite.calcium.pool.concentration", Weak, Strong), populations[1].Trace("V", shown, shown + count), populations[2].Trace("V", 0, 1), populations[3].Trace("V", 0),
        }.Select(selection => run.Record(selection with { Interval = interval })).ToList();
        BurstingRun Result() => new(parameters, spikes.ConvertAll(record => record.Trains()), traces.ConvertAll(record => record.Traces()));
        findings.Always(() => show(Result()));
        run.Advance(parameters.Duration);
        return Result();
    }

    /// <summary>Which hyperpolarisation is the deepest.</summary>
    public static int Deepest(BurstingParameters parameters) => Enumerable.Range(0, parameters.Hyperpolarisations.Count).MinBy(i => parameters.Hyperpolarisations[i]);

    /// <summary>The spike times of a cell, ms.</summary>
    public double[] Times(int population, int cell) => [.. Spikes[population].TimesSeconds(cell).Select(time => time * 1000)];

    /// <summary>The bursts of a Pinsky-Rinzel cell after the transient.</summary>
    public Bursts BurstsOf(int cell) => Bursts.Of(Times(0, cell), parameters.BurstInterval / ms, parameters.Transient / ms, Spikes[0].Stop / ms);

    /// <summary>Bursts over somatic currents, over dendritic currents and over couplings.</summary>
    public (Bursts[] Somatic, Bursts[] Dendritic, Bursts[] Couplings) Sweeps()
    {
        int first = Strong + 1;
        int second = first + parameters.SomaticCurrents.Count;
        int third = second + parameters.DendriticCurrents.Count;
        Bursts[] From(int start, int count) => [.. Enumerable.Range(start, count).Select(BurstsOf)];
        return (From(first, parameters.SomaticCurrents.Count), From(second, parameters.DendriticCurrents.Count), From(third, parameters.Couplings.Count));
    }

    /// <summary>Spikes of a low-threshold cell before and after the release; those after it within as long a time as it was hyperpolarised.</summary>
    public (int Before, int After) Rebound(int hyperpolarisation, bool hasCalcium)
    {
        double[] times = Times(1, hyperpolarisation + (hasCalcium ? 0 : parameters.Hyperpolarisations.Count));
        double release = parameters.Release / ms;
        return (times.Count(time => time <= release), times.Count(time => time > release && time <= release + (parameters.HyperpolarisationDuration / ms)));
    }

    /// <summary>The intervals between the spikes of a cell, ms.</summary>
    public double[] Intervals(int population, int cell)
    {
        double[] times = Times(population, cell);
        return [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
    }
}
