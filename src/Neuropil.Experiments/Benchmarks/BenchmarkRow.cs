using System.Text;
using System.Text.Json;

namespace Neuropil.Experiments;

/// <summary>One measured variant of a benchmark. What has no meaning for a variant is null, and absent in JSON.</summary>
public sealed record BenchmarkRow
{
    /// <summary>The benchmark's name.</summary>
    public required string Benchmark { get; init; }

    /// <summary>What was measured: <c>simulation</c>, <c>handwritten</c>.</summary>
    public required string Variant { get; init; }

    /// <summary>Whether a variant is a loop written by hand, which does not change with the simulator.</summary>
    public static bool IsByHand(string variant) => variant.StartsWith("handwritten", StringComparison.Ordinal);

    /// <summary>The processor that it was measured on.</summary>
    public string Processor { get; init; } = ProcessorName.Text;

    /// <summary>The number format.</summary>
    public required Precision Precision { get; init; }

    /// <summary>Number of threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Number of neurons.</summary>
    public long? Neurons { get; init; }

    /// <summary>Number of synapses.</summary>
    public long? Synapses { get; init; }

    /// <summary>Simulated time, s.</summary>
    public double? SimulatedSeconds { get; init; }

    /// <summary>Time to make the network, s.</summary>
    public double? BuildSeconds { get; init; }

    /// <summary>Time to compile kernels, s.</summary>
    public double? CompileSeconds { get; init; }

    /// <summary>Time in the step loop, s.</summary>
    public double? RunSeconds { get; init; }

    /// <summary>Processor time of all threads, user and system, in what is measured (the step loop, or building), s: other programs are not in it.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Wall time per simulated time: below one is faster than real time.</summary>
    public double? RealTimeFactor { get; init; }

    /// <summary>Time per neuron and step, ns.</summary>
    public double? NsPerNeuronStep { get; init; }

    /// <summary>Exponentials (and functions of their cost) that a neuron evaluates in a step.</summary>
    public long? Exponentials { get; init; }

    /// <summary>Time per exponential evaluated, ns.</summary>
    public double? NsPerExponential { get; init; }

    /// <summary>Time per synaptic event, ns.</summary>
    public double? NsPerSynapticEvent { get; init; }

    /// <summary>Time per spike of a source, ns.</summary>
    public double? NsPerSpike { get; init; }

    /// <summary>Mean rate of the neurons, Hz.</summary>
    public double? RateHz { get; init; }

    /// <summary>Coefficient of variation of the intervals between spikes of a neuron, mean over neurons.</summary>
    public double? IntervalCv { get; init; }

    /// <summary>What a unit of work takes over what it takes in the smallest network.</summary>
    public double? Growth { get; init; }

    /// <summary>Number of spikes.</summary>
    public long? Spikes { get; init; }

    /// <summary>Number of spikes that arrived at a synapse.</summary>
    public long? SynapticEvents { get; init; }

    /// <summary>Memory of the synapses, bytes.</summary>
    public long? SynapseBytes { get; init; }

    /// <summary>Largest resident memory of the process, bytes.</summary>
    public long? PeakBytes { get; init; }

    /// <summary>The row as one line of JSON. Its keys are a promise to other programs.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("benchmark", Benchmark);
            json.WriteString("variant", Variant);
            json.WriteString("processor", Processor);
            json.WriteString("precision", SummaryJson.Name(Precision));
            json.WriteNumber("threads", Threads);
            Write(json, "neurons", Neurons);
            Write(json, "synapses", Synapses);
            Write(json, "simulatedSeconds", SimulatedSeconds);
            Write(json, "buildSeconds", BuildSeconds);
            Write(json, "compileSeconds", CompileSeconds);
            Write(json, "runSeconds", RunSeconds);
            Write(json, "cpuSeconds", CpuSeconds);
            Write(json, "realTimeFactor", RealTimeFactor);
            Write(json, "nsPerNeuronStep", NsPerNeuronStep);
            Write(json, "exponentials", Exponentials);
            Write(json, "nsPerExponential", NsPerExponential);
            Write(json, "nsPerSynapticEvent", NsPerSynapticEvent);
            Write(json, "nsPerSpike", NsPerSpike);
            Write(json, "rateHz", RateHz);
            Write(json, "intervalCv", IntervalCv);
            Write(json, "growth", Growth);
            Write(json, "spikes", Spikes);
            Write(json, "synapticEvents", SynapticEvents);
            Write(json, "synapseBytes", SynapseBytes);
            Write(json, "peakBytes", PeakBytes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(key, number);
        }
    }

    private static void Write(Utf8JsonWriter json, string key, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }
}
