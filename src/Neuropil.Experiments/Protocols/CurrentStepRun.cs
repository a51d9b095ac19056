using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How current steps are given.</summary>
/// <param name="Onset">The time before a step begins.</param>
/// <param name="Duration">How long a step lasts.</param>
/// <param name="TimeStep">The time step.</param>
/// <param name="Method">The integration method; exponential Euler, which bears any current, unless given.</param>
public sealed record StepProtocol(Time Onset, Time Duration, Time TimeStep, Integrator? Method = null)
{
    /// <summary>When a step ends.</summary>
    public Time End => Onset + Duration;
}

/// <summary>Responses of a cell to current steps, a cell for each amplitude, all in one population of one run.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Protocol">How the steps were given.</param>
/// <param name="Amplitudes">The currents.</param>
/// <param name="Firing">How the cell fired under each.</param>
/// <param name="Spikes">All spikes.</param>
/// <param name="Voltages">The membrane potentials that were recorded.</param>
public sealed record CurrentStepRun(
    CellUnderTest Cell, StepProtocol Protocol, IReadOnlyList<Current> Amplitudes, IReadOnlyList<StepFiring> Firing, SpikeTrains Spikes, Traces Voltages)
{
    private const double ShownSpikes = 12;
    private static readonly Time before = 20 * ms;

    /// <summary>Runs them.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="name">The population's name.</param>
    /// <param name="amplitudes">The currents.</param>
    /// <param name="protocol">Times and method.</param>
    /// <param name="session">Makes the simulation.</param>
    /// <param name="traced">Whether voltages are recorded, to half an onset beyond the step.</param>
    /// <param name="isShown">Whether the report shows it, so that its spikes count; a search is only on the way.</param>
    public static CurrentStepRun Of(
        CellUnderTest cell, string name, IReadOnlyList<Current> amplitudes, StepProtocol protocol, Session session, bool traced = false, bool isShown = true)
    {
        var step = new StepCurrent { Amplitude = amplitudes.ToArray(), Start = protocol.Onset, Stop = protocol.End };
        var network = session.NewNetwork();
        var cells = network.Add(new Population(name, amplitudes.Count, cell.With(step)));
        var run = session.Simulate(network, protocol.TimeStep, protocol.Method, name);
        var spikes = isShown ? run.Record(cells.Spikes) : run.Simulation.Record(cells.Spikes);
        int[] all = [.. Enumerable.Range(0, amplitudes.Count)];
        var voltages = traced ? run.Record(cells.Trace(cell.Voltage, all) with { Interval = SampleInterval(protocol.TimeStep) }) : null;
        run.Advance(traced ? protocol.End + (protocol.Onset / 2) : protocol.End);
        var trains = spikes.Trains();
        double end = Math.Min(protocol.End.SiValue, run.Time.SiValue);
        StepFiring[] firing = [.. all.Select(i => StepFiring.Of(trains.TimesSeconds(i), protocol.Onset.SiValue, end))];
        return new CurrentStepRun(cell, protocol, amplitudes, firing, trains, voltages?.Traces() ?? new Traces([], []));
    }

    /// <summary>The first of the currents, ascending, under which the cell fires as asked; null where none or the first one already does.</summary>
    public int? First(Func<StepFiring, bool> fires) => Firing.ToList().FindIndex(each => fires(each)) is > 0 and var first ? first : null;

    /// <summary>The f-I curve: rates over the current.</summary>
    /// <param name="thresholds">Currents at which dashed lines stand.</param>
    public Figure Curve(params IEnumerable<Current> thresholds)
    {
        double[] currents = [.. Amplitudes.Select(Cell.InUnit)];
        var panel = Plot.Panel(
            new Axis("Current", Cell.Unit), new Axis("Rate", "Hz") { Minimum = 0 },
            [
                Plot.Curve("first interval", currents, Firing.Select(firing => firing.OnsetHz), Marker.OpenCircle, LineStyle.Dashed, Palette.At(1)),
                Plot.Curve("steady", currents, Firing.Select(firing => firing.SteadyHz), colour: Palette.At(0)),
                .. thresholds.Distinct().Select(each => ReferenceLine.AtX(Cell.InUnit(each))),
            ]);
        return new Figure { Panels = [panel with { Height = 60 * mm }] };
    }

    /// <summary>Membrane potentials one below the other, each under its current.</summary>
    public IEnumerable<Panel> Responses()
    {
        double fastest = Firing.Max(firing => firing.SteadyHz);
        Time shown = fastest > 0 ? Time.FromSi(Math.Clamp(ShownSpikes / fastest, 0.1, Protocol.Duration.SiValue)) : Protocol.Duration;
        Time lead = Protocol.Onset < before ? Protocol.Onset : before;
        bool isWhole = shown == Protocol.Duration;
        var traces = Voltages.Window(Protocol.Onset - lead, Protocol.Onset + shown + (isWhole ? Protocol.Onset / 2 : 0 * ms));
        return Amplitudes.Select((amplitude, i) => Plot.Panel(
            new Axis("Time from the step's onset", "ms"), new Axis("V", "mV"),
            [
                Plot.Course("", traces, traces.Columns[i], Protocol.Onset, colour: Palette.At(0)),
                .. Cell.Resets ? Plot.Spikes(traces, traces.Columns[i], Spikes, Protocol.Onset, Palette.At(0)) : [],
                ReferenceLine.AtX(0),
            ])
            with { Title = Cell.Describe(amplitude), Height = 18 * mm });
    }

    // Fine enough for the peak of a spike, in whole steps.
    private static Time SampleInterval(Time step) => Math.Max(1, Math.Floor(0.05e-3 / step.SiValue * (1 + 1e-9))) * step;
}
