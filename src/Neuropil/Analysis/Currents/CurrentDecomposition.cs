namespace Neuropil;

/// <summary>
/// The current into a cell by what brings it: excitation, inhibition and leak, positive inward, and their sum, the net current. From recorded currents, or from
/// recorded currents and the leak's own formula g_L (E_L - V).
/// </summary>
public sealed class CurrentDecomposition
{
    private readonly Time interval;

    private CurrentDecomposition(Traces source, int? neuron, double[] excitation, double[] inhibition, double[] leak)
    {
        interval = source.SampleInterval();
        Trace Part(string name, double[] values) => new(name, "pA", values, neuron);
        (Excitation, Inhibition, Leak) = (Part("excitation", excitation), Part("inhibition", inhibition), Part("leak", leak));
        Net = Part("net", [.. excitation.Select((value, i) => value + inhibition[i] + leak[i])]);
        All = new Traces(source.TimesSeconds, [Excitation, Inhibition, Leak, Net]);
    }

    /// <summary>The excitatory current.</summary>
    public Trace Excitation { get; }

    /// <summary>The inhibitory current.</summary>
    public Trace Inhibition { get; }

    /// <summary>The leak current; zero where none was named.</summary>
    public Trace Leak { get; }

    /// <summary>The sum of the three.</summary>
    public Trace Net { get; }

    /// <summary>The four, as for a figure or a file.</summary>
    public Traces All { get; }

    /// <summary>
    /// What is left of the synaptic currents when they cancel, (mean excitation + mean inhibition)/mean excitation: 0 for perfect balance, 1 without
    /// inhibition. Needs twenty samples.
    /// </summary>
    public Estimate Imbalance
    {
        get
        {
            if (Excitation.Values.Count < BatchMeans.Batches)
            {
                return Estimate.TooFew("the imbalance of currents", BatchMeans.Batches, "samples", Excitation.Values.Count);
            }

            double excitation = Excitation.Values.Average();
            if (excitation == 0)
            {
                return Estimate.Unknown("the mean excitatory current is 0");
            }

            double ratio = 1 + (Inhibition.Values.Average() / excitation);
            double[] influence = [.. Excitation.Values.Select((value, i) => (((1 - ratio) * value) + Inhibition.Values[i]) / excitation)];
            return Estimate.Of(ratio, BatchMeans.StandardError(influence), BatchMeans.Batches - 1);
        }
    }

    /// <summary>The currents of a cell by the names of their traces.</summary>
    /// <param name="traces">Traces of the cell, recorded together.</param>
    /// <param name="excitation">The excitatory currents, for example <c>excitation.current</c>; they are added.</param>
    /// <param name="inhibition">The inhibitory currents.</param>
    /// <param name="leak">The leak currents, if they are recorded.</param>
    /// <param name="neuron">The cell, where traces of several were recorded.</param>
    /// <exception cref="KeyNotFoundException">A current was not recorded; the message lists those that were.</exception>
    /// <exception cref="DimensionMismatchException">A trace is no current.</exception>
    /// <exception cref="ArgumentException">The traces are not sampled at equal intervals.</exception>
    public static CurrentDecomposition Of(
        Traces traces, IReadOnlyList<string> excitation, IReadOnlyList<string> inhibition, IReadOnlyList<string>? leak = null, int? neuron = null)
    {
        ArgumentNullException.ThrowIfNull(traces);
        return new CurrentDecomposition(traces, neuron, Sum(traces, excitation, neuron), Sum(traces, inhibition, neuron), Sum(traces, leak ?? [], neuron));
    }

    /// <summary>The same where the leak is g_L (E_L - V), with V recorded as <c>V</c>.</summary>
    /// <param name="traces">Traces of the cell, recorded together.</param>
    /// <param name="excitation">The excitatory currents.</param>
    /// <param name="inhibition">The inhibitory currents.</param>
    /// <param name="leak">g_L.</param>
    /// <param name="leakReversal">E_L.</param>
    /// <param name="neuron">The cell, where traces of several were recorded.</param>
    /// <exception cref="KeyNotFoundException">A current or V was not recorded; the message lists those that were.</exception>
    /// <exception cref="DimensionMismatchException">A trace is no current.</exception>
    /// <exception cref="ArgumentException">The traces are not sampled at equal intervals.</exception>
    public static CurrentDecomposition Of(
        Traces traces, IReadOnlyList<string> excitation, IReadOnlyList<string> inhibition, Conductance leak, Voltage leakReversal, int? neuron = null)
    {
        ArgumentNullException.ThrowIfNull(traces);
        double nanosiemens = leak / Units.nS, reversal = leakReversal / Units.mV;
        double[] current = [.. traces["V", neuron].In(Units.mV).Select(voltage => nanosiemens * (reversal - voltage))];
        return new CurrentDecomposition(traces, neuron, Sum(traces, excitation, neuron), Sum(traces, inhibition, neuron), current);
    }

    /// <summary>The mean of one of the four, in pA. Needs twenty samples.</summary>
    public static Estimate Mean(Trace current)
    {
        ArgumentNullException.ThrowIfNull(current);
        return current.Values.Count >= BatchMeans.Batches ? BatchMeans.Of([.. current.Values])
            : Estimate.TooFew($"the mean of the current '{current.Label}'", BatchMeans.Batches, "samples", current.Values.Count);
    }

    /// <summary>
    /// How inhibition follows excitation: the correlation of the excitatory current with the inhibitory one, taken outward, so that it is positive where they
    /// rise together; a positive lag means that inhibition comes later.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The longest lag is not positive or longer than the record.</exception>
    public CrossCorrelation Following(Time longestLag)
        => CrossCorrelation.Of([.. Excitation.Values], [.. Inhibition.Values.Select(value => -value)], interval, longestLag);

    private static double[] Sum(Traces traces, IReadOnlyList<string> names, int? neuron)
    {
        double[] sum = new double[traces.TimesSeconds.Count];
        foreach (string name in names)
        {
            double[] current = traces[name, neuron].In(Units.pA);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += current[i];
            }
        }

        return sum;
    }
}
