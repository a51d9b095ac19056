namespace Neuropil.Experiments;

/// <summary>The potentials of soma and dendrite of all cells of a population, at every step.</summary>
/// <param name="Times">Times of the samples, ms.</param>
/// <param name="Soma">For each cell the soma's potential, mV.</param>
/// <param name="Dendrite">For each cell the dendrite's potential, mV.</param>
/// <param name="Spikes">Spikes of the soma.</param>
/// <param name="Counters">What it cost.</param>
internal sealed record DendriteRun(double[] Times, double[][] Soma, double[][] Dendrite, SpikeTrains Spikes, RunCounters Counters)
{
    /// <summary>Runs a network and records a population of it; null when it was interrupted.</summary>
    public static DendriteRun? Of(Network network, Population cells, Time timeStep, Time duration, ExperimentContext context, Progress progress)
    {
        using var run = new Simulation(network, new RunOptions { TimeStep = timeStep, Threads = context.Threads, Precision = context.Precision, PathRefinement = context.PathRefinement });
        context.DumpKernels?.Invoke(cells.Name.Replace(' ', '-'), run.DumpKernels());
        int[] all = [.. Enumerable.Range(0, cells.Size)];
        var soma = run.Record(cells.Trace("soma.V", all));
        var dendrite = run.Record(cells.Trace("dendrite.V", all));
        var spikes = run.Record(cells.Spikes);
        if (!run.Advance(duration, progress, context.Cancellation))
        {
            return null;
        }

        var traces = soma.Traces();
        var trains = spikes.Trains();
        return new DendriteRun(
            [.. traces.TimesSeconds.Select(time => time * 1000)], Columns(traces), Columns(dendrite.Traces()), trains, RunCounters.Of(run, trains.Hash()));
    }

    /// <summary>
    /// A bound of the rounding error, mV, of a potential that forgets within so many steps: in each some operations on it, each wrong by half a unit in the last place of 100 mV,
    /// with coefficients (entries of exp(A dt), parameters in kernel units) that are themselves wrong by several.
    /// </summary>
    public static double Rounding(ExperimentContext context, double stepsRemembered)
    {
        const int OperationsPerStep = 32;
        double unit = context.Precision == Precision.Single ? Math.Pow(2, -24) : Math.Pow(2, -53);
        return OperationsPerStep * 100 * unit * stepsRemembered;
    }

    /// <summary>The sample at a time of the grid.</summary>
    public static int IndexOf(Time time, Time timeStep) => (int)Math.Round(time / timeStep);

    private static double[][] Columns(Traces traces) => [.. traces.Columns.Select(column => column.Values.ToArray())];
}
