using Neuropil.Experiments;

namespace Neuropil.Tests.CommandLine;

public sealed record NoParameters;

/// <summary>Has a bug.</summary>
internal sealed class BrokenExperiment : Experiment<NoParameters>
{
    public override string Name => "broken";

    public override string Question => "What happens when an experiment has a bug?";

    public override string Source => "Only in the tests";

    public override void Run(NoParameters parameters, Session session, Findings findings) => findings.Answer($"{new List<int>()[3]}");
}

/// <summary>Makes a prediction that does not come true, or asks the library for something that it refuses.</summary>
internal sealed class FailingExperiment : Experiment<FailingExperiment.Settings>
{
    public override string Name => "failing";

    public override string Question => "What happens when a prediction is wrong?";

    public override string Source => "Only in the tests";

    public override void Run(Settings parameters, Session session, Findings findings)
    {
        if (parameters.BadOptions)
        {
            using var run = new Simulation(new Network(), new RunOptions { TimeStep = -1 * Units.ms });
        }

        findings.Check("wrong", 1, double.NaN, 1, "nowhere");
        findings.Check("right", 1, 1.5, 0.5, "here");
    }

    internal sealed record Settings
    {
        [Option("whether the library is asked for a negative time step")]
        public bool BadOptions { get; init; }
    }
}

/// <summary>Two rows, without measuring anything.</summary>
internal sealed class StopwatchBenchmark : IBenchmark
{
    public string Name => "stopwatch";

    public string Description => "Nothing, quickly.";

    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        yield return new BenchmarkRow
        {
            Benchmark = Name, Variant = "simulation", Precision = context.Precision, Threads = Math.Max(1, context.Threads), Neurons = 4000, Synapses = 320_000,
            SimulatedSeconds = 1, BuildSeconds = 0.01, CompileSeconds = 0.02, RunSeconds = 0.2, CpuSeconds = 0.4, RealTimeFactor = 0.2, NsPerNeuronStep = 5.5,
            NsPerSynapticEvent = 1.6, Spikes = 12_414, SynapticEvents = 993_120, PeakBytes = 50_000_000,
        };
        context.Progress.Report(0, 1);
        yield return new BenchmarkRow { Benchmark = Name, Variant = "handwritten", Precision = context.Precision, Threads = 1, NsPerNeuronStep = double.NaN };
    }
}
