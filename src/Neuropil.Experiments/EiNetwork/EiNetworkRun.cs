using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>One run of the E-I network and what was measured in it.</summary>
internal sealed record EiNetworkRun(
    SpikeTrains Cells,
    SpikeTrains Excitatory,
    SpikeTrains Inhibitory,
    Traces Voltages,
    Traces Means,
    RunCounters Counters,
    IReadOnlyList<string> Warnings,
    bool Interrupted)
{
    // Three cells of each kind show what single cells do; means every 5 ms cost little.
    private static readonly int[] ShownCells = [0, 1, 2];

    /// <summary>Runs the network; a request to stop ends it after the step, with a checkpoint if <paramref name="keepsCheckpoint"/>.</summary>
    public static EiNetworkRun Of(EiNetworkParameters p, ulong seed, ExperimentContext context, Progress progress, bool keepsCheckpoint, bool traces = true)
    {
        var (network, cells, excitatory, inhibitory) = EiNetworkModel.Build(p, seed);
        using var run = new Simulation(network, new RunOptions
        {
            TimeStep = p.TimeStep, Precision = context.Precision, Threads = context.Threads, Method = Integrators.ByName(p.Method),
        });
        context.DumpKernels?.Invoke("cells", run.DumpKernels());
        var spikes = run.Record(cells.Spikes);
        TraceRecord? voltages = null;
        var means = new List<MeanRecord>();
        if (traces)
        {
            Time interval = p.TimeStep.SiValue >= 5e-3 ? p.TimeStep : 5 * ms;
            voltages = run.Record(excitatory.Trace("V", [.. ShownCells.Where(cell => cell < excitatory.Count)]));
            means.AddRange(new[] { "V", $"{EiNetworkModel.Excitation}.g", $"{EiNetworkModel.Inhibition}.g" }
                .Select(variable => run.Record(cells.Mean(variable) with { Interval = interval })));
        }

        if (keepsCheckpoint && context.ResumeFrom is { } checkpoint)
        {
            run.LoadCheckpoint(checkpoint);
        }

        bool complete = run.Advance(p.Duration - run.Time, progress, context.Cancellation);
        if (!complete && keepsCheckpoint)
        {
            context.SaveCheckpoint(run.SaveCheckpoint);
        }

        var trains = spikes.Trains();
        return new EiNetworkRun(
            trains,
            trains.Slice(excitatory.Name, excitatory.Start..(excitatory.Start + excitatory.Count)),
            trains.Slice(inhibitory.Name, inhibitory.Start..(inhibitory.Start + inhibitory.Count)),
            voltages?.Traces() ?? new Traces([], []),
            Joined(means),
            RunCounters.Of(run, trains.Hash()),
            run.Warnings,
            !complete);
    }

    /// <summary>The recorded voltages for other programs; none when no trace was recorded.</summary>
    public IReadOnlyList<ExperimentFile> VoltageFiles() => Voltages.Columns.Count == 0 ? [] :
    [
        new("voltages.csv", "the membrane potentials of the figure", Voltages.Save),
        new("voltages.npz", "the same for NumPy", Voltages.Save),
    ];

    private static Traces Joined(List<MeanRecord> means)
    {
        var all = means.ConvertAll(mean => mean.Traces());
        return all.Count == 0 ? new Traces([], []) : new Traces(all[0].TimesSeconds, [.. all.SelectMany(traces => traces.Columns)]);
    }
}
