namespace Neuropil;

/// <summary>
/// What conductances make of a membrane: the total conductance G = g_L + Σ g, the effective time constant C/G, and the potential to which they pull,
/// (g_L E_L + Σ g E)/G.
/// </summary>
/// <remarks>Destexhe, Rudolph and Paré, Nat. Rev. Neurosci. 4 (2003) 739, on the high-conductance state.</remarks>
public sealed class ConductanceState
{
    private readonly double capacitance; // pF
    private readonly double leak; // nS

    private ConductanceState(Traces source, int? neuron, double capacitance, double leak, double[] total, double[] pull)
    {
        (this.capacitance, this.leak) = (capacitance, leak);
        Total = new Trace("total conductance", "nS", total, neuron);
        TimeConstant = new Trace("effective time constant", "ms", [.. total.Select(conductance => capacitance / conductance)], neuron);
        Pull = new Trace("effective reversal", "mV", pull, neuron);
        All = new Traces(source.TimesSeconds, [Total, TimeConstant, Pull]);
    }

    /// <summary>G at each time.</summary>
    public Trace Total { get; }

    /// <summary>C/G at each time.</summary>
    public Trace TimeConstant { get; }

    /// <summary>The potential to which the conductances pull at each time.</summary>
    public Trace Pull { get; }

    /// <summary>The three, as for a figure or a file.</summary>
    public Traces All { get; }

    /// <summary>The mean of G, in nS. Needs twenty samples.</summary>
    public Estimate MeanConductance => Total.Values.Count >= BatchMeans.Batches ? BatchMeans.Of([.. Total.Values])
        : Estimate.TooFew("the mean conductance", BatchMeans.Batches, "samples", Total.Values.Count);

    /// <summary>The time constant of the mean conductance, C/mean of G, in ms: the one with which the mean of V answers a small current.</summary>
    public Estimate MeanTimeConstant => MeanConductance is { IsKnown: true } mean
        ? Estimate.Of(capacitance / mean.Value, capacitance / mean.Value * mean.StandardError / mean.Value, mean.DegreesOfFreedom) : MeanConductance;

    /// <summary>The mean of G over the leak: how much shorter the time constant is than that of the quiet cell.</summary>
    public Estimate OverLeak => MeanConductance.Times(1 / leak);

    /// <summary>From recorded conductances.</summary>
    /// <param name="traces">Traces of the cell.</param>
    /// <param name="capacitance">C.</param>
    /// <param name="leak">g_L.</param>
    /// <param name="leakReversal">E_L.</param>
    /// <param name="conductances">The recorded conductances, for example <c>excitation.g</c>, with their reversal potentials.</param>
    /// <param name="neuron">The cell, where traces of several were recorded.</param>
    /// <exception cref="KeyNotFoundException">A conductance was not recorded; the message lists those that were.</exception>
    /// <exception cref="DimensionMismatchException">A trace is no conductance.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The capacitance or the leak is not positive.</exception>
    public static ConductanceState Of(
        Traces traces, Capacitance capacitance, Conductance leak, Voltage leakReversal, IReadOnlyList<(string Name, Voltage Reversal)> conductances,
        int? neuron = null)
    {
        ArgumentNullException.ThrowIfNull(traces);
        if (!(capacitance.SiValue > 0 && leak.SiValue > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(leak), leak,
                $"The leak conductance and the capacitance, {capacitance}, must be positive: the quiet cell has their quotient as time constant.");
        }

        double nanosiemens = leak / Units.nS;
        double[] total = new double[traces.TimesSeconds.Count], pull = new double[total.Length];
        total.AsSpan().Fill(nanosiemens);
        pull.AsSpan().Fill(nanosiemens * (leakReversal / Units.mV));
        foreach (var (name, reversal) in conductances)
        {
            double[] values = traces[name, neuron].In(Units.nS);
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += values[i];
                pull[i] += values[i] * (reversal / Units.mV);
            }
        }

        for (int i = 0; i < total.Length; i++)
        {
            pull[i] /= total[i];
        }

        return new ConductanceState(traces, neuron, capacitance / Units.pF, nanosiemens, total, pull);
    }
}
