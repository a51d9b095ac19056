namespace Neuropil.Experiments;

/// <summary>Responses of a cell to current steps, a cell for each amplitude, all in one population of one run.</summary>
internal sealed record CurrentStepRun(IReadOnlyList<Current> Amplitudes, IReadOnlyList<StepFiring> Firing, SpikeTrains Spikes, Traces Voltages)
{
    /// <summary>Runs them.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="name">The population's name.</param>
    /// <param name="amplitudes">The currents.</param>
    /// <param name="p">Times and method.</param>
    /// <param name="session">Makes the simulation.</param>
    /// <param name="traced">Cells whose voltages are recorded, some time beyond the step.</param>
    /// <param name="isShown">Whether the report shows it, so that its spikes count; a search is only on the way.</param>
    public static CurrentStepRun Of(
        CellUnderTest cell, string name, IReadOnlyList<Current> amplitudes, CurrentClampParameters p, Session session, int[]? traced = null, bool isShown = true)
    {
        Time end = p.Onset + p.Duration;
        var step = new StepCurrent { Amplitude = amplitudes.ToArray(), Start = p.Onset, Stop = end };
        var network = session.NewNetwork();
        var cells = network.Add(new Population(name, amplitudes.Count, cell.With(step)));
        var run = session.Simulate(network, p.TimeStep, Integrators.ByName(p.Method), name);
        var spikes = isShown ? run.Record(cells.Spikes) : run.Simulation.Record(cells.Spikes);
        var voltages = traced is { Length: > 0 } ? run.Record(cells.Trace(cell.Voltage, traced) with { Interval = SampleInterval(p.TimeStep) }) : null;
        run.Advance(traced is null ? end : end + (p.Onset / 2));
        var trains = spikes.Trains();
        StepFiring[] firing = [.. Enumerable.Range(0, amplitudes.Count).Select(i => StepFiring.Of(trains.TimesSeconds(i), p.Onset.SiValue, Math.Min(end.SiValue, run.Time.SiValue)))];
        return new CurrentStepRun(amplitudes, firing, trains, voltages?.Traces() ?? new Traces([], []));
    }

    // Fine enough for the peak of a spike, in whole steps.
    private static Time SampleInterval(Time step) => Math.Max(1, Math.Floor(0.05e-3 / step.SiValue * (1 + 1e-9))) * step;
}
