using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

public enum LotteryRule
{
    FairDraw,
    NeverWins,
}

/// <summary>Parameters of every kind, with ranges of every kind.</summary>
public sealed record SpikeLotteryParameters
{
    [Option("number of neurons", AtLeast = "1")]
    public int Neurons { get; init; } = 20;

    [Option("probability of a spike per neuron and step", AtLeast = "0", AtMost = "1")]
    public double Chance { get; init; } = 0.02;

    [Option("conductance that nothing uses", Unit = "nS", AtLeast = "0 nS")]
    public Conductance InhibitoryWeight { get; init; } = 67 * Units.nS;

    [Option("leak that nothing uses", Name = "leak", Unit = "mS/cm^2")]
    public ConductanceDensity LeakConductance { get; init; } = 0.05 * Units.mS / Units.cm2;

    [Option("potential that nothing uses")]
    public Voltage Threshold { get; init; } = -20 * Units.mV;

    [Option("time step", Name = "dt", MoreThan = "0 ms")]
    public Time TimeStep { get; init; } = 0.1 * Units.ms;

    [Option("simulated time", AtLeast = "0 ms")]
    public Time Duration { get; init; } = 100 * Units.ms;

    [Option("how spikes are drawn")]
    public LotteryRule Rule { get; init; }

    [Option("factors that nothing uses", AtLeast = "0")]
    public IReadOnlyList<double> Factors { get; init; } = [0.5, 1, 2];

    [Option("times that nothing uses", MoreThan = "0 ms")]
    public IReadOnlyList<Time> Times { get; init; } = [1 * Units.ms, 5 * Units.ms];

    [Option("says more")]
    public bool Verbose { get; init; }

    [Option("a title")]
    public string Label { get; init; } = "lottery";
}

/// <summary>
/// An experiment without a simulator: each neuron draws in each step whether it spikes. It stops, saves and goes on as a simulation does, and what
/// it draws depends on the seed alone.
/// </summary>
public sealed class SpikeLottery : Experiment<SpikeLotteryParameters>
{
    public override string Name => "spike-lottery";

    public override string Question => "How many neurons win when spikes are drawn by lot?";

    public override string Source => "Only in the tests";

    public override IReadOnlyList<Preset<SpikeLotteryParameters>> Presets =>
    [
        new("rich", "everybody wins", p => p with { Chance = 0.5, Neurons = 7 }),
        new("as-drawn", "the rule of nobody", p => p with { Rule = LotteryRule.NeverWins }),
        new("wrong", "a preset whose author made a mistake", p => p with { Chance = 1.5 }),
    ];

    /// <summary>Called before each step, for tests that interrupt.</summary>
    public Action<int> BeforeStep { get; init; } = _ => { };

    /// <summary>The parameters of the last run.</summary>
    public SpikeLotteryParameters? Seen { get; private set; }

    public override IEnumerable<string?> ValidationPresets(bool full) => full ? [null, "rich"] : [null];

    public override void Run(SpikeLotteryParameters parameters, Session session, Findings findings)
    {
        Seen = parameters;
        var (steps, neurons) = (new List<int>(), new List<int>());
        int step = 0;
        int total = (int)Math.Round(parameters.Duration / parameters.TimeStep);
        SpikeTrains Spikes() => new("players", parameters.Neurons, parameters.TimeStep, 0, step, steps.ToArray(), neurons.ToArray());
        session.Keep("lottery", stream => Save(stream, step, steps, neurons), stream => step = Load(stream, steps, neurons));
        session.Spend(() => new RunCounters
        {
            SimulatedSeconds = step * parameters.TimeStep.SiValue, Synapses = 3, SynapticEvents = 4, Backend = "lots", SpikeHash = Spikes().Hash(),
        });
        session.Context.DumpKernels?.Invoke("lottery", "spike <- draw < chance");
        findings.Note(parameters.Label);
        findings.Always(() => Show(parameters, Spikes(), total, findings));
        for (; step < total && !session.Cancellation.IsCancellationRequested; step++)
        {
            BeforeStep(step);
            session.Progress.Report(step * parameters.TimeStep.SiValue, parameters.Duration.SiValue);
            for (int neuron = 0; neuron < parameters.Neurons; neuron++)
            {
                var lot = new RandomStream(session.Seed, RandomPurpose.Noise, (ulong)neuron, (uint)step);
                if (parameters.Rule == LotteryRule.FairDraw && lot.NextDouble() < parameters.Chance)
                {
                    steps.Add(step);
                    neurons.Add(neuron);
                }
            }
        }

        if (step < total)
        {
            session.Cancellation.ThrowIfCancellationRequested();
        }
    }

    private static void Show(SpikeLotteryParameters parameters, SpikeTrains spikes, int total, Findings findings)
    {
        double expected = parameters.Chance * parameters.Neurons * total;
        findings.Answer($"{spikes.Count} spikes & no <more>.");
        findings.Spikes(spikes);
        findings.Populations(spikes);
        findings.Figure("raster", "Who won & when", "Every dot is a win.", spikes.Raster());
        findings.File(ExperimentFile.OfText("factors.csv", "the factors", string.Join('\n', parameters.Factors)));
        findings.Check("spikes", expected, spikes.Count, 5 * Math.Sqrt(expected + 1), "binomial");
    }

    private static int Load(Stream checkpoint, List<int> steps, List<int> neurons)
    {
        using var reader = new BinaryReader(checkpoint);
        int step = reader.ReadInt32();
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            steps.Add(reader.ReadInt32());
            neurons.Add(reader.ReadInt32());
        }

        return step;
    }

    private static void Save(Stream checkpoint, int step, List<int> steps, List<int> neurons)
    {
        using var writer = new BinaryWriter(checkpoint);
        writer.Write(step);
        writer.Write(steps.Count);
        for (int i = 0; i < steps.Count; i++)
        {
            writer.Write(steps[i]);
            writer.Write(neurons[i]);
        }
    }
}
