using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Groups of noisy cells, each group with an input of its own, in one simulation: the spikes of each group after a time of settling.</summary>
internal sealed class NoisyPopulation
{
    // The initial V is the same for all: after ten time constants and some intervals it is forgotten.
    private static readonly Time settling = 500 * ms;

    private NoisyPopulation(IReadOnlyList<SpikeTrains> groups, RunCounters counters, bool interrupted)
        => (Groups, Counters, Interrupted) = (groups, counters, interrupted);

    /// <summary>The spikes of each group within the measured time.</summary>
    public IReadOnlyList<SpikeTrains> Groups { get; }

    /// <summary>What it cost.</summary>
    public RunCounters Counters { get; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool Interrupted { get; }

    /// <summary>Runs groups with those means and modulations of the mean, amplitude cos(2 pi frequency t).</summary>
    public static NoisyPopulation Run(
        NoisyNeuronParameters parameters, IReadOnlyList<(string Name, Voltage Mean, Voltage Amplitude, Frequency Frequency)> groups, ExperimentContext context, Progress progress)
    {
        int size = parameters.Cells;
        T[] Each<T>(Func<(string Name, Voltage Mean, Voltage Amplitude, Frequency Frequency), T> value) => [.. groups.SelectMany(group => Enumerable.Repeat(value(group), size))];
        var cell = new EquationCell("""
            dV/dt = (mean + amplitude*cos(2*pi*frequency*t) - V)/tau + sigma/sqrt(tau)*xi : mV
            """)
        {
            Parameters =
            {
                ["mean"] = Each(group => group.Mean), ["amplitude"] = Each(group => group.Amplitude), ["frequency"] = Each(group => group.Frequency),
                ["tau"] = parameters.MembraneTimeConstant, ["sigma"] = parameters.Noise, ["threshold"] = parameters.Threshold, ["reset"] = parameters.Reset,
            },
            Threshold = "V >= threshold", Reset = "V = reset", Refractory = parameters.RefractoryPeriod, Initial = { ["V"] = "reset" },
        };
        var network = new Network { Seed = context.Seed };
        var cells = network.Add(new Population("cells", groups.Count * size, cell));
        using var run = new Simulation(network, new RunOptions
        {
            TimeStep = parameters.TimeStep, Threads = context.Threads, Precision = context.Precision, PathRefinement = context.PathRefinement,
        });
        context.DumpKernels?.Invoke("cells", run.DumpKernels());
        bool completed = run.Advance(settling, progress.Part(0, 2), context.Cancellation);
        var records = groups.Select((group, i) => run.Record(cells.Slice(group.Name, (i * size)..((i + 1) * size)).Spikes)).ToList();
        completed = completed && run.Advance(parameters.Duration, progress.Part(1, 2), context.Cancellation);
        var trains = records.ConvertAll(record => record.Trains());
        return new NoisyPopulation(trains, RunCounters.Of(run, Combined(trains)), !completed);
    }

    /// <summary>The amplitude and phase of a group's rate at a frequency, in Hz and radians: how it follows amplitude cos(2 pi frequency t).</summary>
    /// <remarks>
    /// A spike counts at the beginning of its step, where the input of the step was taken. Only whole periods count.
    /// </remarks>
    public static System.Numerics.Complex Response(SpikeTrains spikes, Frequency frequency, Time timeStep, Time duration)
    {
        double periods = Math.Floor(duration * frequency);
        double end = settling.SiValue + (periods / frequency.SiValue);
        var sum = System.Numerics.Complex.Zero;
        for (int i = 0; i < spikes.Count; i++)
        {
            double time = spikes.Steps[i] * timeStep.SiValue;
            if (time < end)
            {
                sum += System.Numerics.Complex.Exp(new System.Numerics.Complex(0, -2 * Math.PI * frequency.SiValue * time));
            }
        }

        return 2 * sum / (spikes.NeuronCount * (end - settling.SiValue));
    }

    private static string Combined(List<SpikeTrains> trains)
        => trains.Select(train => new RunCounters { SpikeHash = train.Hash() }).Aggregate((sum, next) => sum.Add(next)).SpikeHash;
}
