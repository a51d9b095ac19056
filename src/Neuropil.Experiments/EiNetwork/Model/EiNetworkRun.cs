using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A simulation of the E-I network and what is recorded in it.</summary>
internal sealed class EiNetworkRun : IDisposable
{
    // Three cells of each kind show what single cells do; means every 5 ms cost little.
    private static readonly int[] shownCells = [0, 1, 2];

    // Action potentials of 2 ms can be told apart in a stretch of this length.
    private static readonly Time shownVoltage = 250 * ms;
    private readonly SessionRun run;
    private readonly SpikeRecord spikes;
    private readonly PopulationSlice excitatory;
    private readonly PopulationSlice inhibitory;
    private readonly TraceRecord? voltages;
    private readonly MeanRecord[] means = [];
    private SpikeTrains? trains;

    public EiNetworkRun(EiNetworkParameters p, ulong seed, Session session, bool traces)
    {
        (var network, var cells, excitatory, inhibitory) = EiNetworkModel.Build(p, seed);
        run = session.Simulate(network, p.TimeStep, Integrators.ByName(p.Method));
        spikes = run.Record(cells.Spikes);
        if (traces)
        {
            Time interval = p.TimeStep.SiValue >= 5e-3 ? p.TimeStep : 5 * ms;
            voltages = run.Record(excitatory.Trace("V", [.. shownCells.Where(cell => cell < excitatory.Count)]));
            means = [.. new[] { "V", "excitation.g", "inhibition.g" }.Select(variable => run.Record(cells.Mean(variable) with { Interval = interval }))];
        }
    }

    /// <summary>The spikes so far.</summary>
    public SpikeTrains Cells => trains?.StopStep == run.Simulation.Step ? trains : trains = spikes.Trains();

    /// <summary>Those of excitatory and of inhibitory cells.</summary>
    public SpikeTrains[] Both => [.. new[] { excitatory, inhibitory }.Select(slice => Cells.Slice(slice.Name, slice.Start..(slice.Start + slice.Count)))];

    /// <summary>The potentials of some excitatory cells.</summary>
    public Traces Voltages => voltages?.Traces() ?? new Traces([], []);

    public void Advance(Time duration) => run.Advance(duration);

    public void Dispose() => run.Dispose();

    /// <summary>The mean of V (0), of excitation (1) or of inhibition (2), mV and nS, over cells and over time after 100 ms.</summary>
    public double LateMean(int variable)
    {
        var late = means[variable].Traces().Window(100 * ms, Cells.Duration).Columns[0];
        return (variable == 0 ? late.In(mV) : late.In(nS)).Average();
    }

    /// <summary>Adds what every run of the network shows.</summary>
    public void Show(Findings findings)
    {
        findings.Activity(Cells, Both);
        findings.Traces("voltages", "membrane potentials of excitatory cells", Voltages);
    }

    /// <summary>Adds the figure of membrane potentials: of a long run, the end.</summary>
    public void ShowVoltages(Findings findings)
    {
        Time end = Cells.Duration;
        var shown = Voltages.Window(end - shownVoltage, end);
        string stretch = end > shownVoltage ? $", the last {shownVoltage} of {end}" : "";
        findings.Figure(
            "voltages", "Membrane potentials", $"Potentials of {Counted(shown.Columns.Count)}{stretch}.",
            shown.Plot(stacked: true) with { Letters = shown.Columns.Count > 1 });
    }

    private static string Counted(int cells) => cells == 1 ? "one excitatory cell" : $"{cells} excitatory cells";
}
