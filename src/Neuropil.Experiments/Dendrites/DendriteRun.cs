namespace Neuropil.Experiments;

/// <summary>The potentials of soma and dendrite of all cells of a population, at every step.</summary>
/// <param name="Times">Times of the samples, ms.</param>
/// <param name="Soma">For each cell the soma's potential, mV.</param>
/// <param name="Dendrite">For each cell the dendrite's potential, mV.</param>
/// <param name="Spikes">Spikes of the soma.</param>
internal sealed record DendriteRun(double[] Times, double[][] Soma, double[][] Dendrite, SpikeTrains Spikes)
{
    /// <summary>How much of a response figures show, ms.</summary>
    public const double ShownResponse = 60;

    /// <summary>Runs a network and records a population of it.</summary>
    public static DendriteRun Of(Network network, Population cells, Time timeStep, Time duration, Session session)
    {
        var run = session.Simulate(network, timeStep, name: cells.Name);
        int[] all = [.. Enumerable.Range(0, cells.Size)];
        var soma = run.Record(cells.Trace("soma.V", all));
        var dendrite = run.Record(cells.Trace("dendrite.V", all));
        var spikes = run.Record(cells.Spikes);
        run.Advance(duration);
        var traces = soma.Traces();
        return new DendriteRun(
            [.. traces.TimesSeconds.Select(time => time * 1000)], Columns(traces), Columns(dendrite.Traces()), spikes.Trains());
    }

    /// <summary>
    /// A bound of the rounding error, mV, of a potential that forgets within so many steps: in each some operations on it, each wrong by half a unit in the last place of 100 mV,
    /// with coefficients (entries of exp(A dt), parameters in kernel units) that are themselves wrong by several.
    /// </summary>
    public static double Rounding(Precision precision, double stepsRemembered)
    {
        const int OperationsPerStep = 32;
        double unit = precision == Precision.Single ? Math.Pow(2, -24) : Math.Pow(2, -53);
        return OperationsPerStep * 100 * unit * stepsRemembered;
    }

    /// <summary>The sample at a time of the grid.</summary>
    public static int IndexOf(Time time, Time timeStep) => (int)Math.Round(time / timeStep);

    private static double[][] Columns(Traces traces) => [.. traces.Columns.Select(column => column.Values.ToArray())];
}
