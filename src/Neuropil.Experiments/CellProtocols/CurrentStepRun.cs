namespace Neuropil.Experiments;

/// <summary>Responses of a cell to current steps, a cell for each amplitude, all in one population of one run.</summary>
internal sealed record CurrentStepRun(IReadOnlyList<Current> Amplitudes, IReadOnlyList<StepFiring> Firing, SpikeTrains Spikes, Traces Voltages, RunCounters Counters, bool Interrupted)
{
    /// <summary>Runs them.</summary>
    public static CurrentStepRun Of(CellUnderTest cell, string name, IReadOnlyList<Current> amplitudes, CurrentClampParameters p, ExperimentContext context, Progress progress, int[]? traced = null)
    {
        Time end = p.Onset + p.Duration;
        var step = new StepCurrent { Amplitude = amplitudes.ToArray(), Start = p.Onset, Stop = end };
        var network = new Network { Seed = context.Seed };
        var cells = network.Add(new Population(name, amplitudes.Count, cell.With(step)));
        using var run = new Simulation(network, new RunOptions
        {
            TimeStep = p.TimeStep, Method = Integrators.ByName(p.Method), Precision = context.Precision, Threads = context.Threads,
        });
        context.DumpKernels?.Invoke(name, run.DumpKernels());
        var spikes = run.Record(cells.Spikes);
        var voltages = traced is { Length: > 0 } ? run.Record(cells.Trace(cell.Voltage, traced) with { Interval = SampleInterval(p.TimeStep) }) : null;
        bool complete = run.Advance(traced is null ? end : end + (p.Onset / 2), progress, context.Cancellation);
        var trains = spikes.Trains();
        StepFiring[] firing = [.. Enumerable.Range(0, amplitudes.Count).Select(i => StepFiring.Of(trains.TimesSeconds(i), p.Onset.SiValue, Math.Min(end.SiValue, run.Time.SiValue)))];
        return new CurrentStepRun(amplitudes, firing, trains, voltages?.Traces() ?? new Traces([], []), RunCounters.Of(run, trains.Hash()), !complete);
    }

    // Fine enough for the peak of a spike, in whole steps.
    private static Time SampleInterval(Time step) => Math.Max(1, Math.Floor(0.05e-3 / step.SiValue * (1 + 1e-9))) * step;
}
