using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The potentials of soma and dendrite of all cells of a population, at every step.</summary>
/// <param name="Times">Times of the samples, ms from the onset of all inputs.</param>
/// <param name="Soma">For each cell the soma's potential, mV.</param>
/// <param name="Dendrite">For each cell the dendrite's potential, mV.</param>
/// <param name="Spikes">Spikes of the soma.</param>
/// <param name="Onset">The sample at the onset.</param>
internal sealed record DendriteRun(double[] Times, double[][] Soma, double[][] Dendrite, SpikeTrains Spikes, int Onset)
{
    /// <summary>How much of a response figures show, ms.</summary>
    public const double ShownResponse = 60;

    /// <summary>Runs a network, whose inputs begin at <see cref="OnsetTime"/>, for some time after that, and records a population of it.</summary>
    public static DendriteRun Of(Network network, Population cells, Time timeStep, Time duration, Session session)
    {
        Time begin = OnsetTime(timeStep);
        var run = session.Simulate(network, timeStep, name: cells.Name);
        int[] all = [.. Enumerable.Range(0, cells.Size)];
        var (soma, dendrite, spikes) = (run.Record(cells.Trace("soma.V", all)), run.Record(cells.Trace("dendrite.V", all)), run.Record(cells.Spikes));
        run.Advance(begin + duration);
        double[] times = [.. soma.Traces().TimesSeconds.Select(time => (time * 1000) - (begin / ms))];
        return new DendriteRun(times, Columns(soma.Traces()), Columns(dendrite.Traces()), spikes.Trains(), (int)Math.Round(begin / timeStep));
    }

    /// <summary>When all inputs begin: 20 ms, to the nearest step.</summary>
    public static Time OnsetTime(Time timeStep) => (20 * ms).OnGrid(timeStep);

    /// <summary>A source that spikes once, at the onset.</summary>
    public static Population Source(Network network, Time timeStep) => network.Add(new Population("source", 1, new SpikeTimes([(0, OnsetTime(timeStep))])));

    /// <summary>What holds the active cell at rest: a current into its soma, given per area of the cell.</summary>
    public static ConstantCurrent Holding(CurrentDensity density) => new() { Amplitude = Current.FromSi(density.SiValue * new PinskyRinzel().Area.UniformSi) };

    /// <summary>How far a course goes beyond its value at the onset.</summary>
    public double Height(double[] course) => course.Skip(Onset).Max() - course[Onset];

    /// <summary>The deviation of a course from rest, from the onset on.</summary>
    public double[] Deviation(double[] course) => [.. course.Skip(Onset).Select(v => v - course[0])];

    /// <summary>
    /// A bound of the rounding error, mV, of a potential that forgets within so many steps: in each some operations on it, each wrong by half a unit in the
    /// last place of 100 mV, with coefficients (entries of exp(A dt), parameters in kernel units) that are themselves wrong by several.
    /// </summary>
    public static double Rounding(Precision precision, double stepsRemembered)
    {
        const int OperationsPerStep = 32;
        double unit = precision == Precision.Single ? Math.Pow(2, -24) : Math.Pow(2, -53);
        return OperationsPerStep * 100 * unit * stepsRemembered;
    }

    private static double[][] Columns(Traces traces) => [.. traces.Columns.Select(column => column.In(mV))];
}
