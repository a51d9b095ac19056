using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A passive cell of two compartments under current steps and synaptic currents in either of them, over couplings; held to the closed form.</summary>
internal sealed class PassiveResponses
{
    // Of each coupling: a step into the soma, a step into the dendrite, a synaptic current into the soma, one into the dendrite.
    private const int CellsPerCoupling = 4;
    private readonly DendriticIntegrationParameters parameters;
    private readonly double rounding;
    private readonly int onset;

    private PassiveResponses(DendriticIntegrationParameters parameters, IReadOnlyList<ConductanceDensity> couplings, DendriteRun run, Precision precision)
    {
        (this.parameters, Couplings, Run) = (parameters, couplings, run);
        onset = DendriteRun.IndexOf(parameters.Onset, parameters.TimeStep);
        Pairs = [.. couplings.Select(coupling => PassivePair.Of(new PassiveTwoCompartment(), coupling))];
        rounding = DendriteRun.Rounding(precision, Pairs.Max(pair => pair.SlowTimeConstant) / (parameters.TimeStep / ms));
        Main = Couplings.ToList().IndexOf(parameters.Coupling);
    }

    /// <summary>The couplings, ascending.</summary>
    public IReadOnlyList<ConductanceDensity> Couplings { get; }

    /// <summary>The closed form for each of them.</summary>
    public IReadOnlyList<PassivePair> Pairs { get; }

    /// <summary>Which of the couplings the report is about.</summary>
    public int Main { get; }

    /// <summary>What was simulated.</summary>
    public DendriteRun Run { get; }

    /// <summary>Runs all couplings in one simulation.</summary>
    public static PassiveResponses Of(DendriticIntegrationParameters parameters, Session session)
    {
        ConductanceDensity[] couplings = [.. parameters.Couplings.Append(parameters.Coupling).Distinct().Order()];
        int size = couplings.Length * CellsPerCoupling;
        Current[] Into(int which) => [.. Enumerable.Range(0, size).Select(cell => cell % CellsPerCoupling == which ? parameters.StepCurrent : 0 * pA)];
        var cell = new PassiveTwoCompartment
        {
            Method = Integrators.ExactLinear,
            Coupling = couplings.SelectMany(coupling => Enumerable.Repeat(coupling, CellsPerCoupling)).ToArray(),
            Inputs = [new StepCurrent { Amplitude = Into(0), Start = parameters.Onset }, new StepCurrent { Amplitude = Into(1), Start = parameters.Onset, Compartment = "dendrite" }],
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("passive pair", size, cell));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, parameters.Onset)])));
        foreach (var (which, compartment) in new[] { (2, "soma"), (3, "dendrite") })
        {
            var targets = new ExplicitPairs([.. Enumerable.Range(0, couplings.Length).Select(i => (0, (i * CellsPerCoupling) + which))]);
            network.Connect(source, cells, targets, new ExponentialCurrent(compartment + "Synapse") { Decay = parameters.SynapticDecay, Compartment = compartment }, parameters.StepCurrent);
        }

        var run = DendriteRun.Of(network, cells, parameters.TimeStep, parameters.Onset + parameters.StepDuration, session);
        return new PassiveResponses(parameters, couplings, run, session.Precision);
    }

    /// <summary>The deviation from rest in compartment <paramref name="at"/>, of the cell of that coupling, mV, from the onset on; <paramref name="synaptic"/> for the synaptic current.</summary>
    public double[] Response(int coupling, bool synaptic, int into, int at)
    {
        double[] trace = (at == 0 ? Run.Soma : Run.Dendrite)[(coupling * CellsPerCoupling) + (synaptic ? 2 : 0) + into];
        return [.. trace.Skip(onset).Select(v => v - trace[0])];
    }

    /// <summary>The same in closed form.</summary>
    public double[] Theory(int coupling, bool synaptic, int into, int at)
    {
        double current = parameters.StepCurrent / pA;
        double decay = parameters.SynapticDecay / ms;
        double dt = parameters.TimeStep / ms;
        var pair = Pairs[coupling];
        return [.. Enumerable.Range(0, Run.Times.Length - onset).Select(i => current * (synaptic ? pair.Decaying(at, into, decay, i * dt) : pair.Step(at, into, i * dt)))];
    }

    /// <summary>The measured steady potential in <paramref name="at"/> per current into <paramref name="into"/>, MOhm.</summary>
    public double Resistance(int coupling, int at, int into) => 1000 * Response(coupling, synaptic: false, into, at)[^1] / (parameters.StepCurrent / pA);

    /// <summary>What of a steady potential reaches the other compartment.</summary>
    public double SteadyTransfer(int coupling, int from) => Resistance(coupling, 1 - from, from) / Resistance(coupling, from, from);

    /// <summary>What of the peak of a synaptic potential reaches the other compartment.</summary>
    public double PeakTransfer(int coupling, int from) => Response(coupling, synaptic: true, from, 1 - from).Max() / Response(coupling, synaptic: true, from, from).Max();

    /// <summary>Measured against the circuit.</summary>
    public IEnumerable<Check> Checks()
    {
        const string Circuit = "inverse of the 2 x 2 matrix of conductances; tolerance: what has not yet settled, and rounding";
        var pair = Pairs[Main];
        foreach (var (name, at, into) in new[] { ("input resistance of the soma", 0, 0), ("input resistance of the dendrite", 1, 1), ("transfer resistance from dendrite to soma", 0, 1), ("transfer resistance from soma to dendrite", 1, 0) })
        {
            double predicted = 1000 * pair.Resistance(at, into);
            double unsettled = 1000 * pair.Resistance(into, into) * Math.Exp(-parameters.StepDuration / ms / pair.SlowTimeConstant);
            yield return new Check($"{name} (MOhm)", predicted, Resistance(Main, at, into), unsettled + (1000 * 2 * rounding / (parameters.StepCurrent / pA)), Circuit);
        }

        yield return new Check("course of step responses, all couplings: largest deviation (mV)", 0, LargestDeviation(synaptic: false), 2 * rounding, "sum of two exponentials; the method exact-linear has no error but rounding");
        yield return new Check("course of synaptic responses, all couplings: largest deviation (mV)", 0, LargestDeviation(synaptic: true), 2 * rounding, "sum of three exponentials; the method exact-linear has no error but rounding");
    }

    /// <summary>The table of the sweep.</summary>
    public ExperimentFile File() => DataTable.Of(
        "coupling.csv", "resistances and attenuation of the passive cell over couplings",
        ["coupling (mS/cm^2)", "soma resistance (MOhm)", "dendrite resistance (MOhm)", "transfer resistance (MOhm)", "steady soma to dendrite", "steady dendrite to soma", "synaptic peak soma to dendrite", "synaptic peak dendrite to soma", "slow time constant (ms)", "fast time constant (ms)"],
        Couplings.Select((coupling, i) => (double[])[coupling / (mS / cm2), Resistance(i, 0, 0), Resistance(i, 1, 1), Resistance(i, 0, 1), SteadyTransfer(i, 0), SteadyTransfer(i, 1), PeakTransfer(i, 0), PeakTransfer(i, 1), Pairs[i].SlowTimeConstant, Pairs[i].FastTimeConstant]));

    private double LargestDeviation(bool synaptic)
        => (from coupling in Enumerable.Range(0, Couplings.Count)
            from input in new[] { 0, 1 }
            from at in new[] { 0, 1 }
            select Response(coupling, synaptic, input, at).Zip(Theory(coupling, synaptic, input, at), (v, theory) => Math.Abs(v - theory)).Max()).Max();
}
