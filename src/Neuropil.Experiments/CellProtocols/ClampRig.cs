using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A sweep of a voltage clamp protocol.</summary>
/// <param name="Holding">The potential before, mV, at which everything is steady.</param>
/// <param name="Steps">The starts (ms) and potentials (mV) of the steps that follow.</param>
internal sealed record ClampSweep(double Holding, params (double Start, double Potential)[] Steps);

/// <summary>The currents of sweeps, pA, positive inward, from a time on.</summary>
/// <param name="TimesMs">Times after the first sample.</param>
/// <param name="Currents">Those of each sweep.</param>
internal sealed record ClampRecord(double[] TimesMs, IReadOnlyList<double[]> Currents);

/// <summary>Runs sweeps of one protocol, a membrane for each, in one population of one run.</summary>
internal sealed class ClampRig(ChannelUnderTest channel, Temperature temperature, Session session)
{
    /// <summary>Runs sweeps that have equally many steps.</summary>
    /// <param name="name">The population's name.</param>
    /// <param name="sweeps">The sweeps.</param>
    /// <param name="step">The time step, ms.</param>
    /// <param name="from">The time of the first sample that is kept, a multiple of the interval, ms.</param>
    /// <param name="until">The end, ms.</param>
    /// <param name="interval">The time between samples, a multiple of the step, ms.</param>
    /// <param name="progress">Where to report.</param>
    public ClampRecord Run(string name, IReadOnlyList<ClampSweep> sweeps, double step, double from, double until, double interval, Progress progress)
    {
        Parameter<Voltage> Potentials(Func<ClampSweep, double> potential) => sweeps.Select(sweep => potential(sweep) * mV).ToArray();
        ClampStep[] steps = [.. Enumerable.Range(0, sweeps[0].Steps.Length).Select(i => new ClampStep(
            sweeps.Select(sweep => sweep.Steps[i].Start * ms).ToArray(), Potentials(sweep => sweep.Steps[i].Potential)))];
        var network = session.NewNetwork();
        var cells = network.Add(new Population(name, sweeps.Count, channel.Clamped(temperature, Potentials(sweep => sweep.Holding), steps)));
        using var run = session.Simulate(network, step * ms, name: name);
        var record = run.Record(cells.Trace("clampCurrent", [.. Enumerable.Range(0, sweeps.Count)]) with { Interval = interval * ms });
        run.Advance(until * ms, progress);
        var traces = record.Traces();
        int first = (int)Math.Round(from / interval);
        return new ClampRecord(
            [.. traces.TimesSeconds.Skip(first).Select(time => (time * 1e3) - from)],
            [.. traces.Columns.Select(column => column.In(pA)[first..])]);
    }
}
