using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Synapses onto cells whose potential is held: one spike, and what the receptor then passes.</summary>
internal static class ClampedReceptor
{
    /// <summary>When the spike arrives: after a step at rest.</summary>
    public static Time Arrival(Time timeStep) => timeStep;

    /// <summary>
    /// The receptor's variables in a cell for each of the potentials, over time after the arrival: for each variable a course for each cell, in the records'
    /// usual units. The value at the time t is that which the cell sees in the step that begins then.
    /// </summary>
    /// <param name="receptor">The receptor.</param>
    /// <param name="weight">The weight of the spike.</param>
    /// <param name="potentials">The potential of each cell.</param>
    /// <param name="timeStep">The time step.</param>
    /// <param name="duration">For how long after the arrival.</param>
    /// <param name="session">The session.</param>
    /// <param name="variables">The variables' names without that of the receptor.</param>
    public static Trace[][] Courses<TWeight>(
        Receptor<TWeight> receptor, TWeight weight, IReadOnlyList<Voltage> potentials, Time timeStep, Time duration, Session session, params string[] variables)
        where TWeight : struct, IQuantity<TWeight>
    {
        // Twice the precision of the figures: minima are found to a thousandth of a millivolt, which single precision does not resolve.
        var network = session.NewNetwork();
        var cells = network.Add(new Population("clamped", potentials.Count, new VoltageClamp { Holding = potentials.ToArray() }));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, Arrival(timeStep))])));
        network.Connect(source, cells, new AllToAll(), receptor, (Parameter<TWeight>)weight);
        var run = session.Simulate(network, timeStep, name: receptor.Name, precision: Precision.Double);
        int[] all = [.. Enumerable.Range(0, potentials.Count)];
        var records = variables.Select(variable => run.Record(cells.Trace($"{receptor.Name}.{variable}", all))).ToList();
        run.Advance(Arrival(timeStep) + duration + timeStep);

        // A sample holds what is in force at its time.
        int skipped = (int)Math.Round(Arrival(timeStep) / timeStep);
        return [.. records.Select(record => record.Traces().Columns.Select(column => column with { Values = [.. column.Values.Skip(skipped)] }).ToArray())];
    }

    /// <summary>Times of the samples, ms after the arrival.</summary>
    public static double[] Times(int count, Time timeStep) => [.. Enumerable.Range(0, count).Select(n => n * (timeStep / ms))];
}
