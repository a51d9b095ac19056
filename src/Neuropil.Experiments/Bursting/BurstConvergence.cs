using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The first spikes of three cells by first-order methods at three steps, against the adaptive solver. A spike's time is where a straight line between the two samples
/// around it crosses the threshold: that errs by the square of the step, so that the error is the method's and not the grid's.
/// </summary>
internal sealed class BurstConvergence
{
    private const int ComparedSpikes = 2;
    private static readonly Time firstSpikes = 60 * ms;
    private static readonly Time rebound = 200 * ms;
    private readonly Dictionary<(string Method, int Halvings, string Cell), (double Time, double Error)[]> times = [];
    private readonly Dictionary<string, double[]> converged = [];
    private readonly BurstingParameters parameters;

    /// <summary>Runs all.</summary>
    public BurstConvergence(BurstingParameters parameters, Session session)
    {
        this.parameters = parameters;
        foreach (string cell in Cells)
        {
            var run = new AdaptiveSimulation(NetworkOf(cell), cell).Run(Horizon(cell), cancellation: session.Cancellation);
            converged[cell] = [.. run.SpikeTimes.Take(ComparedSpikes).Select(time => time / ms)];
        }

        for (int i = 0; i < Methods.Count * (Halvings + 1); i++)
        {
            Simulate(Methods[i / (Halvings + 1)], i % (Halvings + 1), session.Part(i, Methods.Count * (Halvings + 1)));
        }
    }

    /// <summary>The methods.</summary>
    public static IReadOnlyList<Integrator> Methods { get; } = [Integrators.BackwardEuler, Integrators.ExponentialEuler];

    /// <summary>The cells.</summary>
    public static IReadOnlyList<string> Cells { get; } = [BurstingCells.PinskyRinzel, BurstingCells.LowThreshold, BurstingCells.Regular];

    /// <summary>How often the step is halved.</summary>
    public static int Halvings => 2;

    /// <summary>How many of the first spikes of a cell were found by all; at most the compared ones.</summary>
    public int SpikesOf(string cell) => Math.Min(converged[cell].Length, times.Where(pair => pair.Key.Cell == cell).Min(pair => pair.Value.Length));

    /// <summary>The time of the last compared spike by the adaptive solver, ms; NaN without any.</summary>
    public double Converged(string cell) => SpikesOf(cell) == 0 ? double.NaN : converged[cell][SpikesOf(cell) - 1];

    /// <summary>The time of the last compared spike by a method at dt / 2^halvings, ms.</summary>
    public double Time(string method, int halvings, string cell) => SpikesOf(cell) == 0 ? double.NaN : times[(method, halvings, cell)][SpikesOf(cell) - 1].Time;

    /// <summary>The error of that time, ms.</summary>
    public double Error(string method, int halvings, string cell) => Math.Abs(Time(method, halvings, cell) - Converged(cell));

    /// <summary>The order by the two smallest steps: the logarithm to base 2 of the ratio of errors.</summary>
    public double Order(string method, string cell) => Math.Log2(Error(method, Halvings - 1, cell) / Error(method, Halvings, cell));

    /// <summary>The slopes, and where the method itself converges to.</summary>
    public IEnumerable<Check> Checks(BurstingRun run)
    {
        const double Slope = 0.2;
        foreach (string cell in Cells)
        {
            foreach (var method in Methods)
            {
                yield return new Check($"{cell}, spike {SpikesOf(cell)}: order of {method.Name}", method.Order, Order(method.Name, cell), Slope, "what the method promises; the next term of its error changes the slope by a part of the order of dt");
                double extrapolated = Extrapolated(method.Name, Halvings, cell);
                yield return new Check(
                    $"{cell}, spike {SpikesOf(cell)}: time of {method.Name} extrapolated to dt = 0 (ms)", Converged(cell), extrapolated, Math.Abs(extrapolated - Extrapolated(method.Name, Halvings - 1, cell)) + StraightLines(method.Name, cell),
                    "the adaptive solver; extrapolations from dt and dt/2 differ from those from dt/2 and dt/4 by three times the error of the latter; straight lines between samples add theirs");
            }

            double grid = SpikesOf(cell) == 0 ? double.NaN : run.Times(IndexOf(cell), CellIn(cell))[SpikesOf(cell) - 1];
            yield return new Check(
                $"{cell}, spike {SpikesOf(cell)}: time by rk4 on the grid (ms)", Converged(cell) + (parameters.TimeStep / ms / 2), grid, parameters.TimeStep / ms / 2 * 1.01,
                "the adaptive solver; a spike has the time of the end of its step, and rk4's own error is below a hundredth of that");
        }
    }

    /// <summary>The table.</summary>
    public ExperimentFile File() => DataTable.Of(
        "convergence.csv", "time of the last compared spike: one block of rows for each cell in the order of the checks",
        ["dt (ms)", "adaptive (ms)", .. Methods.Select(method => $"{method.Name} (ms)")],
        Cells.SelectMany(cell => Enumerable.Range(0, Halvings + 1).Select(h => (double[])[Step(h) / ms, Converged(cell), .. Methods.Select(method => Time(method.Name, h, cell))])));

    /// <summary>The step after so many halvings.</summary>
    public Time Step(int halvings) => parameters.TimeStep / Math.Pow(2, halvings);

    /// <summary>
    /// The times at which samples cross a level from below, each of them named by the step in which it is found, by straight lines; and how much these err: an eighth of the
    /// largest second difference around, over the slope.
    /// </summary>
    internal static (double Time, double Error)[] Crossings(ReadOnlySpan<int> steps, IReadOnlyList<double> samples, double level, double timeStep)
    {
        var found = new (double Time, double Error)[steps.Length];
        for (int i = 0; i < found.Length; i++)
        {
            int n = steps[i];
            double rise = samples[n + 1] - samples[n];
            double before = n > 0 ? Math.Abs(rise - (samples[n] - samples[n - 1])) : 0;
            double after = n + 2 < samples.Count ? Math.Abs(samples[n + 2] - samples[n + 1] - rise) : 0;
            found[i] = (timeStep * (n + ((level - samples[n]) / rise)), timeStep * Math.Max(before, after) / (8 * rise));
        }

        return found;
    }

    private static int IndexOf(string cell) => cell switch { BurstingCells.PinskyRinzel => 0, BurstingCells.LowThreshold => 1, _ => 2 };

    private int CellIn(string cell) => cell == BurstingCells.LowThreshold ? BurstingRun.Deepest(parameters) : 0;

    private double Extrapolated(string method, int halvings, string cell) => (2 * Time(method, halvings, cell)) - Time(method, halvings - 1, cell);

    // What straight lines contribute to the extrapolation from the two smallest steps, and to that from the two largest.
    private double StraightLines(string method, string cell)
        => SpikesOf(cell) == 0 ? double.NaN : Enumerable.Range(0, Halvings + 1).Sum(h => (h == 0 ? 1 : h == Halvings ? 2 : 3) * times[(method, h, cell)][SpikesOf(cell) - 1].Error);

    private Time Horizon(string cell) => cell == BurstingCells.LowThreshold ? parameters.Release + rebound : firstSpikes;

    private Network NetworkOf(string cell)
    {
        var network = new Network();
        _ = cell switch
        {
            BurstingCells.PinskyRinzel => BurstingCells.AddPinskyRinzel(network, [BurstingRun.Cases(parameters)[BurstingRun.Weak]]),
            BurstingCells.LowThreshold => BurstingCells.AddLowThreshold(network, parameters, [(parameters.Hyperpolarisations.Min(), true)]),
            _ => BurstingCells.AddRegular(network, parameters, [true]),
        };
        return network;
    }

    // In double precision always: the errors that are measured are smaller than the rounding of single.
    private void Simulate(Integrator method, int halvings, Session session)
    {
        foreach (string cell in Cells)
        {
            var network = NetworkOf(cell);
            var population = network.Populations[0];
            using var run = session.Simulate(network, Step(halvings), method, $"convergence-{cell}", Precision.Double);
            var spikes = run.Simulation.Record(population.Spikes);
            var voltage = run.Record(population.Trace("V", 0));

            // The longest of the three says how far it is.
            run.Advance(Horizon(cell), cell == BurstingCells.LowThreshold ? session.Progress : Progress.None);
            double threshold = population.Cell is PointNeuron point ? point.Threshold.UniformSi : ((TwoCompartmentNeuron)population.Cell).Threshold.UniformSi;
            var train = spikes.Trains();
            times[(method.Name, halvings, cell)] = [.. Crossings(train.StepsOf(0), voltage.Traces().Columns[0].Values, threshold * 1000, Step(halvings) / ms).Take(ComparedSpikes)];
        }
    }

    /// <summary>Errors of the first-order methods over the step.</summary>
    public ExperimentFigure Figure()
    {
        int[] halvings = [.. Enumerable.Range(0, Halvings + 1)];
        double[] steps = [.. halvings.Select(h => Step(h) / us)];
        return new ExperimentFigure("convergence", "Methods against the adaptive solver", "Error of the time of the last spike of the first burst over the time step; a line of slope 1 (dotted) is first order.", new Figure
        {
            Panels = [.. Methods.Select(method => new Panel
            {
                Title = method.Name,
                X = new Axis("Time step", "us") { Scale = AxisScale.Logarithmic },
                Y = new Axis("Error", "us") { Scale = AxisScale.Logarithmic },
                Layers =
                [
                    .. Cells.Select(cell => new Series(cell, steps, [.. halvings.Select(h => 1000 * Error(method.Name, h, cell))]) { Marker = Marker.Circle }),
                    new Series("", steps, steps) { Line = LineStyle.Dotted, Colour = Colour.Grey },
                ],
            })],
        });
    }
}
