using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Spike times that independent programs gave for cells under a constant current, held against the adaptive method, which locates spikes. The tolerances are
/// the digits of the references; the method's own error is below 1e-5 ms.
/// </summary>
internal static class CurrentClampReference
{
    private const double Digits = 0.002;
    private const string Cvode = "NEURON (CVODE, 1e-9, exact rates) and SciPy (LSODA, 1e-10) agree";
    private const string Lsoda = "SciPy (LSODA, 1e-10)";

    /// <summary>The models that have checks.</summary>
    public static IReadOnlyList<string> Models { get; }
        = ["hodgkin-huxley", "traub-miles", "reduced-traub-miles", "wang-buzsaki", "adaptive-exponential", "izhikevich", "leaky-integrate-and-fire", CellUnderTest.Passive];

    /// <summary>The checks of a model; none where there is no reference.</summary>
    public static IEnumerable<Check> Checks(string model, CancellationToken cancellation) => model switch
    {
        "hodgkin-huxley" => HodgkinHuxley(cancellation),
        "traub-miles" => TraubMiles(cancellation),
        "reduced-traub-miles" => [Interval(model, 1.4, 18.460535, cancellation)],
        "wang-buzsaki" => [Interval(model, 1, 16.750001, cancellation)],
        "adaptive-exponential" => AdaptiveExponential(cancellation),
        "izhikevich" => Izhikevich(cancellation),
        "leaky-integrate-and-fire" => LeakyIntegrateAndFire(cancellation),
        _ => [],
    };

    /// <summary>The checks of input resistance and time constant for cells in which they are known in closed form.</summary>
    public static IEnumerable<Check> Passive(CellUnderTest cell, PassiveResponse response)
    {
        var (conductance, capacitance) = cell.Cell switch
        {
            PointNeuron { Mechanisms: [Leak leak] } point => (leak.Conductance.UniformSi * point.Area.UniformSi, point.Capacitance.UniformSi * point.Area.UniformSi),
            LeakyIntegrateAndFire leaky => (leaky.LeakConductance.UniformSi, leaky.Capacitance.UniformSi),
            _ => (0, 0),
        };
        if (conductance == 0)
        {
            yield break;
        }

        // Tolerances of 1e-11 per step over 400 ms, and the deflection that is missing after 400 ms: e^(-400 ms / tau), 2e-9 at 20 ms.
        const double Relative = 1e-6;
        double tau = capacitance / conductance;
        yield return new("input resistance (MOhm)", 1e-6 / conductance, response.Resistance / Mohm, Relative * 1e-6 / conductance, "closed form 1/g; the tolerance is the solver's");
        yield return new("membrane time constant (ms)", tau * 1e3, response.TimeConstant / ms, Relative * tau * 1e3, "closed form C/g; the tolerance is the solver's");
    }

    private static IEnumerable<Check> HodgkinHuxley(CancellationToken cancellation)
    {
        foreach (var (density, interval) in new[] { (7.0, 17.1056), (8.0, 15.9844), (10.0, 14.6221), (20.0, 11.5598) })
        {
            var times = Spikes("hodgkin-huxley", density, 500 * ms, cancellation);
            yield return new($"interspike interval at {density} uA/cm² (ms)", interval, times[^1] - times[^2], Digits, Cvode);
        }

        var few = Spikes("hodgkin-huxley", 6, 1000 * ms, cancellation);
        yield return Check.Exactly("spikes in 1 s at 6 uA/cm², then silence", 2, few.Count, Cvode);
    }

    private static IEnumerable<Check> TraubMiles(CancellationToken cancellation)
    {
        var cell = (TraubMiles)ModelCatalogue.ByName("traub-miles").Declaration;
        var reference = cell with
        {
            InitialVoltage = -65 * mV,
            Mechanisms = [.. cell.Mechanisms.Select(mechanism => mechanism is Leak leak ? leak with { Reversal = -65 * mV } : mechanism)],
            Inputs = [new ConstantCurrent { Amplitude = 0.2 * nA }],
        };
        var network = new Network();
        var population = network.Add(new Population("cell", 1, reference));
        foreach (var gate in reference.ToEquations().States.Select(state => state.Symbol.Name).Where(name => name != "V"))
        {
            population.Initial[gate] = (NumberParameter)0;
        }

        var times = Milliseconds(new AdaptiveSimulation(network, "cell").Run(500 * ms, cancellation: cancellation));
        yield return new("interspike interval at 0.2 nA (ms)", 25.6510, times[^1] - times[^2], 0.005, "NEURON, leak reversal -65 mV, gates from zero");
        yield return Check.Exactly("spikes in 500 ms at 0.2 nA", 20, times.Count, "NEURON, leak reversal -65 mV, gates from zero");
    }

    private static IEnumerable<Check> AdaptiveExponential(CancellationToken cancellation)
    {
        var cell = new AdaptiveExponential
        {
            Capacitance = 200 * pF, LeakConductance = 11 * nS, LeakReversal = -70 * mV, Threshold = -50 * mV, SlopeFactor = 2 * mV, SubthresholdAdaptation = 3 * nS,
            SpikeAdaptation = 0 * pA, AdaptationTimeConstant = 300 * ms, Reset = -58 * mV, Peak = 0 * mV, InitialAdaptation = 5 * pA,
            Inputs = [new ConstantCurrent { Amplitude = 420 * pA }],
        };
        return Times(cell, 60 * ms, [18.7160, 30.5619, 42.4971, 54.5201], "tonic cell at 420 pA", Lsoda, cancellation);
    }

    private static IEnumerable<Check> Izhikevich(CancellationToken cancellation)
    {
        var cell = new Izhikevich
        {
            D = 6 * mV / ms, InitialVoltage = -70 * mV, InitialRecovery = -14 * mV / ms, Inputs = [new StepCurrent { Amplitude = 14 * pA, Start = 10 * ms }],
        };
        return Times(cell, 90 * ms, [12.6305, 16.1171, 28.9216, 55.9179, 82.6647], "tonic cell, I 14 from 10 ms", "Runge-Kutta of order 4 with the peak located by bisection", cancellation);
    }

    private static IEnumerable<Check> LeakyIntegrateAndFire(CancellationToken cancellation)
    {
        var cell = new LeakyIntegrateAndFire
        {
            Capacitance = 300 * pF, LeakConductance = 10 * nS, LeakReversal = -50 * mV, Threshold = -55 * mV, Reset = -70 * mV, InitialVoltage = -70 * mV, RefractoryPeriod = 0 * ms,
        };
        var options = new AdaptiveOptions { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-13 };
        var times = Milliseconds(new AdaptiveSimulation(cell, options).Run(200 * ms, cancellation: cancellation));
        yield return new("interspike interval, tau 30 ms (ms)", 30 * Math.Log(4), times[^1] - times[^2], 1e-9, "closed form tau ln((E - reset) / (E - threshold)); the tolerance is the solver's");
    }

    private static Check Interval(string model, double density, double interval, CancellationToken cancellation)
    {
        var times = Spikes(model, density, 200 * ms, cancellation);
        return new Check($"interspike interval at {density} uA/cm² (ms)", interval, times[^1] - times[^2], Digits, Lsoda);
    }

    private static IEnumerable<Check> Times(Neuron cell, Time duration, double[] expected, string what, string source, CancellationToken cancellation)
    {
        var times = Milliseconds(new AdaptiveSimulation(cell).Run(duration, cancellation: cancellation));
        return expected.Select((time, i) => new Check($"spike {i + 1} (ms), {what}", time, i < times.Count ? times[i] : double.NaN, Digits, source));
    }

    private static List<double> Spikes(string model, double density, Time duration, CancellationToken cancellation)
    {
        var cell = CellUnderTest.ByName(model);
        var driven = cell.With(new ConstantCurrent { Amplitude = cell.OfUnit(density) });
        return Milliseconds(new AdaptiveSimulation(driven).Run(duration, cancellation: cancellation));
    }

    private static List<double> Milliseconds(AdaptiveRun run) => [.. run.SpikeTimes.Select(time => time / ms)];
}
