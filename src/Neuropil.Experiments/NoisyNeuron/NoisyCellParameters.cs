using static Neuropil.Units;
using Group = (string Name, Neuropil.Voltage Mean, Neuropil.Voltage Amplitude, Neuropil.Frequency Frequency);

namespace Neuropil.Experiments;

/// <summary>The leaky integrate-and-fire cell with white noise, in theory and as many simulated cells: what experiments on it share.</summary>
internal abstract record NoisyCellParameters
{
    // The initial V is the same for all: after ten time constants and some intervals it is forgotten.
    public static readonly Time Settling = 500 * ms;

    [Option("membrane time constant", MoreThan = "0 ms", Unit = "ms")] public Time MembraneTimeConstant { get; init; } = 10 * ms;
    [Option("refractory period", AtLeast = "0 ms", Unit = "ms")] public Time RefractoryPeriod { get; init; } = 2 * ms;
    [Option("threshold above rest", Unit = "mV")] public Voltage Threshold { get; init; } = 15 * mV;
    [Option("value after a spike", Unit = "mV")] public Voltage Reset { get; init; } = 0 * mV;

    [Option("strength of the noise, sigma in tau dV = (mean - V) dt + sigma sqrt(tau) dW", MoreThan = "0 mV", Unit = "mV")]
    public Voltage Noise { get; init; } = 1.224744871391589 * mV;

    [Option("mean input of the cell that is measured most closely", Unit = "mV")] public Voltage Mean { get; init; } = 15 * mV;
    [Option("cells at each condition", AtLeast = "1")] public int Cells { get; init; } = 1000;
    [Option("measured time", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 4000 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;

    /// <summary>The cell as theory sees it, with the given mean.</summary>
    public DiffusionNeuron Neuron(Voltage mean) => new()
    {
        MembraneTimeConstant = MembraneTimeConstant, RefractoryPeriod = RefractoryPeriod, Threshold = Threshold, Reset = Reset, Mean = mean, Noise = Noise,
    };

    /// <summary>The same where V is known at the points of the grid only.</summary>
    public DiffusionNeuron OnGrid(Voltage mean) => Neuron(mean).OnGrid(TimeStep);

    /// <summary>Refuses values that are good each by itself but not together, and says what the grid does.</summary>
    public void Require() => Refuse.If(!(Reset < Threshold), $"--reset {Reset} is not below --threshold {Threshold}");

    /// <summary>Spikes of groups of cells, each with an input mean + amplitude cos(2 pi frequency t) of its own, all in one simulation.</summary>
    public List<SpikeTrains> Spikes(List<Group> groups, Session session, Findings findings)
    {
        findings.Note("V is known at the points of the grid only, so that the simulated cell acts as one with its threshold raised by "
            + "0.5826 sigma sqrt(dt/tau) + (mean - threshold) dt/(4 tau): theory is drawn for both.");
        T[] Each<T>(Func<Group, T> of) => [.. groups.SelectMany(group => Enumerable.Repeat(of(group), Cells))];
        var cell = new EquationCell("dV/dt = (mean + amplitude*cos(2*pi*frequency*t) - V)/tau + sigma/sqrt(tau)*xi : mV")
        {
            Parameters =
            {
                ["mean"] = Each(group => group.Mean), ["amplitude"] = Each(group => group.Amplitude), ["frequency"] = Each(group => group.Frequency),
                ["tau"] = MembraneTimeConstant, ["sigma"] = Noise, ["threshold"] = Threshold, ["reset"] = Reset,
            },
            Threshold = "V >= threshold", Reset = "V = reset", RefractoryPeriod = RefractoryPeriod, Initial = { ["V"] = "reset" },
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("cells", groups.Count * Cells, cell));
        var run = session.Simulate(network, TimeStep);
        var progress = session.Progress.Towards(Settling + Duration);
        run.Advance(Settling, progress);
        var records = groups.Select((group, i) => run.Record(cells.Slice(group.Name, (i * Cells)..((i + 1) * Cells)).Spikes)).ToList();
        run.Advance(Duration, progress);
        var spikes = records.ConvertAll(record => record.Trains());
        findings.Populations(spikes);
        return spikes;
    }
}
