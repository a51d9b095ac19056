namespace Neuropil;

/// <summary>
/// The spikes of a population over a recorded interval: which neuron fired in which time step. Immutable. A spike found in step n, which goes
/// from n dt to (n + 1) dt, has the time (n + 1) dt.
/// </summary>
/// <remarks>
/// Spikes are ordered by step, then by neuron. The recorded interval is kept in steps too, <see cref="StartStep"/> included and
/// <see cref="StopStep"/> excluded, so that windows and bins hold whole steps and no spike falls between two of them by rounding. A spike that a
/// source was told to send at time zero has step -1, which ends then, and counts in the first window and bin.
/// </remarks>
public sealed class SpikeTrains
{
    private readonly int[] steps;
    private readonly int[] neurons;
    private readonly StepClock clock;
    private (int[] Offsets, int[] Steps)? byNeuron;

    /// <summary>Spikes given as two parallel lists ordered by step, then by neuron; both are copied.</summary>
    /// <param name="name">The population's name, as figures and tables show it.</param>
    /// <param name="neuronCount">How many neurons were recorded, the silent ones included.</param>
    /// <param name="timeStep">The time step dt.</param>
    /// <param name="startStep">The first recorded step.</param>
    /// <param name="stopStep">The first step after the recorded interval.</param>
    /// <param name="steps">The step in which each spike was found.</param>
    /// <param name="neurons">The neuron of each spike, from 0 to <paramref name="neuronCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range: the message gives it and the range.</exception>
    /// <exception cref="ArgumentException">The lists differ in length or are not ordered.</exception>
    public SpikeTrains(
        string name, int neuronCount, Time timeStep, int startStep, int stopStep, ReadOnlySpan<int> steps, ReadOnlySpan<int> neurons)
        : this(name, neuronCount, timeStep, startStep, stopStep, steps.ToArray(), neurons.ToArray(), areOwn: true)
    {
    }

    /// <summary>Spikes in lists that nobody else has.</summary>
    internal SpikeTrains(string name, int neuronCount, Time timeStep, int startStep, int stopStep, int[] steps, int[] neurons, bool areOwn)
    {
        System.Diagnostics.Debug.Assert(areOwn, "Lists that others have are copied.");
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegative(neuronCount);
        ArgumentOutOfRangeException.ThrowIfNegative(startStep);
        ArgumentOutOfRangeException.ThrowIfLessThan(stopStep, startStep);
        SpikeOrder.Require(name, neuronCount, startStep, stopStep, steps, neurons);
        (Name, NeuronCount, StartStep, StopStep) = (name, neuronCount, startStep, stopStep);
        clock = new StepClock(timeStep);
        (this.steps, this.neurons) = (steps, neurons);
    }

    /// <summary>The population's name.</summary>
    public string Name { get; }

    /// <summary>How many neurons were recorded, the silent ones included.</summary>
    public int NeuronCount { get; }

    /// <summary>The time step dt.</summary>
    public Time TimeStep => clock.TimeStep;

    /// <summary>The first recorded step.</summary>
    public int StartStep { get; }

    /// <summary>The first step after the recorded interval.</summary>
    public int StopStep { get; }

    /// <summary>When the recorded interval begins.</summary>
    public Time Start => clock.TimeOf(StartStep);

    /// <summary>When the recorded interval ends.</summary>
    public Time Stop => clock.TimeOf(StopStep);

    /// <summary>The length of the recorded interval.</summary>
    public Time Duration => clock.TimeOf(StopStep - StartStep);

    /// <summary>The number of spikes.</summary>
    public int Count => steps.Length;

    /// <summary>The step in which each spike was found, ascending.</summary>
    public ReadOnlySpan<int> Steps => steps;

    /// <summary>The neuron of each spike, ascending within a step.</summary>
    public ReadOnlySpan<int> Neurons => neurons;

    /// <summary>Turns steps of this recording into seconds and durations into whole steps.</summary>
    internal StepClock Clock => clock;

    /// <summary>The time of spike <paramref name="index"/>, (n + 1) dt.</summary>
    public Time TimeOf(int index) => clock.TimeOf((long)steps[index] + 1);

    /// <summary>The times of all spikes in seconds, ascending.</summary>
    public double[] TimesSeconds() => clock.SpikeSeconds(steps);

    /// <summary>The times of one neuron's spikes in seconds, ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neuron.</exception>
    public double[] TimesSeconds(int neuron) => clock.SpikeSeconds(StepsOf(neuron));

    /// <summary>The steps in which one neuron fired, ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neuron.</exception>
    public ReadOnlySpan<int> StepsOf(int neuron)
    {
        if ((uint)neuron >= (uint)NeuronCount)
        {
            throw new ArgumentOutOfRangeException(nameof(neuron), neuron, $"Population '{Name}' has neurons 0 to {NeuronCount - 1}.");
        }

        (int[] offsets, int[] sorted) = byNeuron ??= SpikeOrder.ByNeuron(Counts(), steps, neurons);
        return sorted.AsSpan(offsets[neuron]..offsets[neuron + 1]);
    }

    /// <summary>The number of spikes of each neuron.</summary>
    public int[] Counts()
    {
        int[] counts = new int[NeuronCount];
        foreach (int neuron in neurons)
        {
            counts[neuron]++;
        }

        return counts;
    }

    /// <summary>The spikes of a range of neurons, numbered from 0 again, under a name of their own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the population.</exception>
    public SpikeTrains Slice(string name, Range range)
    {
        (int first, int count) = range.GetOffsetAndLength(NeuronCount);
        var (chosenSteps, chosenNeurons) = (new List<int>(), new List<int>());
        for (int i = 0; i < neurons.Length; i++)
        {
            if ((uint)(neurons[i] - first) < (uint)count)
            {
                chosenSteps.Add(steps[i]);
                chosenNeurons.Add(neurons[i] - first);
            }
        }

        return new SpikeTrains(
            name, count, TimeStep, StartStep, StopStep, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(chosenSteps),
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(chosenNeurons));
    }

    /// <summary>
    /// The spikes with <paramref name="start"/> &lt; t &lt;= <paramref name="stop"/>; both ends are rounded to whole steps and
    /// cut to the recorded interval.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The window ends before it begins, or an end is not a number.</exception>
    public SpikeTrains Window(Time start, Time stop)
    {
        if (!(start <= stop))
        {
            throw new ArgumentOutOfRangeException(nameof(stop), stop, $"A window from {start} must end at or after its start.");
        }

        int startStep = clock.NearestStep(start, StartStep, StopStep);
        int stopStep = clock.NearestStep(stop, StartStep, StopStep);
        int from = startStep == 0 ? 0 : SpikeOrder.FirstAtOrAfter(steps, startStep);
        int to = SpikeOrder.FirstAtOrAfter(steps, stopStep);
        return new SpikeTrains(Name, NeuronCount, TimeStep, startStep, stopStep, steps.AsSpan(from..to), neurons.AsSpan(from..to));
    }

    /// <summary>
    /// SHA-256 over all spikes as little-endian 32-bit pairs (step, neuron) in order, as lower-case hexadecimal digits: two runs with the same
    /// hash have the same spikes.
    /// </summary>
    public string Hash() => SpikeHash.Of(steps, neurons);

    /// <summary>Name, neurons, spikes and interval, for people.</summary>
    public override string ToString() => $"{Name}: {Count} spikes of {NeuronCount} neurons from {Start} to {Stop}";
}
