using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Many circuits of two rate units side by side in one simulation, all near a fixed point at the same rate.</summary>
internal sealed class SimulatedCircuits
{
    /// <summary>The rate at which both units of a circuit rest.</summary>
    public const double Rate = 10;

    private readonly SessionRun run;
    private readonly TraceRecord excitatory;
    private readonly TraceRecord inhibitory;
    private readonly double interval;
    private readonly Population inhibitoryUnits;
    private readonly double[] inhibitoryInputs;

    /// <summary>Circuits of which the excitatory units start away from their fixed point by a part of its rate.</summary>
    /// <param name="circuits">The circuits.</param>
    /// <param name="deviation">By how much the excitatory rate is larger than that of the fixed point, as a part.</param>
    /// <param name="session">Makes the simulation.</param>
    /// <param name="timeStep">The time step.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="delays">The delay from inhibition to excitation in each circuit; null for none.</param>
    /// <param name="stages">Of how many low-pass stages a delay is made.</param>
    public SimulatedCircuits(
        IReadOnlyList<EiRateCircuit> circuits, double deviation, Session session, Time timeStep, Time interval, Time[]? delays = null, int stages = 0)
    {
        this.interval = interval / ms;
        int count = circuits.Count;
        double[] Each(Func<EiRateCircuit, double> of) => [.. circuits.Select(of)];
        inhibitoryInputs = Each(circuit => circuit.InputsFor(Rate).Inhibitory);
        var network = session.NewNetwork();
        var e = network.Add(new Population("E", count, new RateUnit
        {
            TimeConstant = circuits.Select(circuit => circuit.ExcitatoryTime).ToArray(), External = Each(circuit => circuit.InputsFor(Rate).Excitatory),
            InitialActivity = Rate * (1 + deviation),
        }));
        inhibitoryUnits = network.Add(new Population("I", count, new RateUnit
        {
            TimeConstant = circuits.Select(circuit => circuit.InhibitoryTime).ToArray(), External = inhibitoryInputs, InitialActivity = Rate,
        }));
        var last = inhibitoryUnits;
        var pairs = new ExplicitPairs([.. Enumerable.Range(0, count).Select(i => (i, i))]);
        for (int stage = 0; delays is not null && stage < stages; stage++)
        {
            var next = network.Add(new Population($"delay {stage + 1}", count, new RateUnit
            {
                TimeConstant = Array.ConvertAll(delays, delay => delay / stages), InitialActivity = Rate,
            }));
            network.Connect(last, next, pairs, new DriveCoupling("from"), 1);
            last = next;
        }

        network.Connect(e, e, pairs, new DriveCoupling("excitation"), Each(circuit => circuit.EE));
        network.Connect(last, e, pairs, new DriveCoupling("inhibition"), Each(circuit => -circuit.EI));
        network.Connect(e, inhibitoryUnits, pairs, new DriveCoupling("excitation"), Each(circuit => circuit.IE));
        network.Connect(inhibitoryUnits, inhibitoryUnits, pairs, new DriveCoupling("inhibition"), Each(circuit => -circuit.II));
        run = session.Simulate(network, timeStep, precision: Precision.Double);
        int[] all = [.. Enumerable.Range(0, count)];
        excitatory = run.Record(e.Trace("r", all) with { Interval = interval });
        inhibitory = run.Record(inhibitoryUnits.Trace("r", all) with { Interval = interval });
    }

    /// <summary>Advances by so long a time.</summary>
    public void Advance(Time duration) => run.Advance(duration, Progress.None);

    /// <summary>Gives all inhibitory units more input from now on.</summary>
    public void AddToInhibition(double input)
        => run.Simulation.Set(inhibitoryUnits, "external", (NumberParameter)Array.ConvertAll(inhibitoryInputs, own => own + input));

    /// <summary>The sampled times, ms, and both rates of a circuit.</summary>
    public (double[] Ms, IReadOnlyList<double> Excitatory, IReadOnlyList<double> Inhibitory) Course(int circuit)
    {
        var traces = excitatory.Traces();
        return ([.. traces.TimesSeconds.Select(time => time * 1000)], traces.Columns[circuit].Values, inhibitory.Traces().Columns[circuit].Values);
    }

    /// <summary>The leading eigenvalue, 1/ms, of each circuit, as its course shows it from a sample on.</summary>
    public Complex[] Leading(int from = 0)
    {
        var (first, second) = (excitatory.Traces().Columns, inhibitory.Traces().Columns);
        return [.. first.Zip(second, (e, i) => ExponentialModes.Leading([Deviation(e), Deviation(i)], interval))];

        double[] Deviation(Trace trace) => [.. trace.Values.Skip(from).Select(value => value - Rate)];
    }
}
