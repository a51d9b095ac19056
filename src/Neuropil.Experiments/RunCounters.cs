namespace Neuropil.Experiments;

/// <summary>What a run cost and what it was made of. An experiment of several runs gives the sums; <see cref="Add"/> makes them.</summary>
public sealed record RunCounters
{
    private const string None = "none";

    /// <summary>Simulated time in seconds.</summary>
    public double SimulatedSeconds { get; init; }

    /// <summary>Wall time spent making the network, in seconds.</summary>
    public double BuildSeconds { get; init; }

    /// <summary>Wall time spent compiling kernels, in seconds.</summary>
    public double CompileSeconds { get; init; }

    /// <summary>Wall time spent in the step loop, in seconds.</summary>
    public double RunSeconds { get; init; }

    /// <summary>Number of synapses.</summary>
    public long Synapses { get; init; }

    /// <summary>Number of spikes that arrived at a synapse.</summary>
    public long SynapticEvents { get; init; }

    /// <summary>Number of threads that were used.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What executed the kernels and how wide, for example <c>simd 512</c>.</summary>
    public string Backend { get; init; } = None;

    /// <summary>What populations, projections and records took of the time (<c>--profile</c>); null where nobody asked.</summary>
    public RunProfile? Profile { get; init; }

    /// <summary>Whether anything ran: an experiment may stand on closed forms, or on the adaptive solver, which has no kernels.</summary>
    internal bool HaveRun => Backend != None;

    /// <summary>SHA-256 over all spikes as (step, neuron) pairs in order, in hexadecimal; empty for an experiment without spikes.</summary>
    public string SpikeHash { get; init; } = "";

    /// <summary>
    /// The counters of a simulation so far. The hash is that of the whole population or populations that were recorded: see <see cref="SpikeTrains.Hash"/>.
    /// </summary>
    public static RunCounters Of(Simulation run, string spikeHash = "") => new()
    {
        SimulatedSeconds = run.Time.SiValue,
        BuildSeconds = run.BuildSeconds,
        CompileSeconds = run.CompileSeconds,
        RunSeconds = run.RunSeconds,
        Synapses = run.Synapses,
        SynapticEvents = run.SynapticEvents,
        Threads = run.Threads,
        Backend = run.BackendName,
        SpikeHash = spikeHash,
        Profile = run.Profile,
    };

    /// <summary>The counters of two runs together; what does not add (threads, backend) is the later run's, and the hash covers both in order.</summary>
    public RunCounters Add(RunCounters later) => later with
    {
        SimulatedSeconds = SimulatedSeconds + later.SimulatedSeconds,
        BuildSeconds = BuildSeconds + later.BuildSeconds,
        CompileSeconds = CompileSeconds + later.CompileSeconds,
        RunSeconds = RunSeconds + later.RunSeconds,
        Synapses = Synapses + later.Synapses,
        SynapticEvents = SynapticEvents + later.SynapticEvents,
        Profile = Profile is { } profile && later.Profile is { } more ? profile.Add(more) : later.Profile ?? Profile,
        SpikeHash = SpikeHash.Length == 0 ? later.SpikeHash : later.SpikeHash.Length == 0 ? SpikeHash : Combine(SpikeHash, later.SpikeHash),
    };

    private static string Combine(string first, string second)
        => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(first + second)));
}
