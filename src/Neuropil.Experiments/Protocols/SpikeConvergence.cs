using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// How accurately methods with a fixed step find the first spikes of a cell: at the time step, a half and a quarter of it, against the adaptive solver.
/// A spike's time is where a straight line between the two samples around it crosses the threshold: that errs by the square of the step, so that the error
/// is the method's and not the grid's. Always in double precision: the errors that are measured are smaller than the rounding of single.
/// </summary>
public sealed class SpikeConvergence
{
    private const int Halvings = 2;
    private const double Slope = 0.2;
    private readonly Dictionary<(string Method, int Halvings), (double Time, double Error)[]> times = [];
    private readonly string cell;
    private readonly Time timeStep;
    private readonly IReadOnlyList<Integrator> methods;
    private double[] converged = [];

    private SpikeConvergence(string cell, Time timeStep, IReadOnlyList<Integrator> methods)
        => (this.cell, this.timeStep, this.methods) = (cell, timeStep, methods);

    /// <summary>Measures a cell.</summary>
    /// <param name="session">Makes the simulations.</param>
    /// <param name="timeStep">The largest time step.</param>
    /// <param name="duration">How long is simulated: until the last compared spike and a little more.</param>
    /// <param name="add">Adds a population of one cell, with its inputs, to the network that it is given.</param>
    /// <param name="spikes">How many of the first spikes are compared, if there are as many; errors are those of the last.</param>
    /// <param name="methods">The methods; backward and exponential Euler unless given.</param>
    /// <exception cref="ArgumentException">The population's cell has no spikes that follow from a threshold of its membrane potential.</exception>
    public static SpikeConvergence Of(
        Session session, Time timeStep, Time duration, Func<Network, Population> add, int spikes = 2, IReadOnlyList<Integrator>? methods = null)
    {
        var network = session.NewNetwork();
        string name = add(network).Name;
        var found = new SpikeConvergence(name, timeStep, methods ?? [Integrators.BackwardEuler, Integrators.ExponentialEuler]);
        var adaptive = new AdaptiveSimulation(network, name).Run(duration, cancellation: session.Cancellation);
        found.converged = [.. adaptive.SpikeTimes.Take(spikes).Select(time => time / ms)];
        int runs = found.methods.Count * (Halvings + 1);
        for (int i = 0; i < runs; i++)
        {
            found.Simulate(found.methods[i / (Halvings + 1)], i % (Halvings + 1), duration, add, session.Part(i, runs));
        }

        return found;
    }

    /// <summary>How many of the first spikes were found by all; at most the compared ones.</summary>
    public int Spikes => Math.Min(converged.Length, times.Values.Min(found => found.Length));

    /// <summary>The time of the last compared spike by the adaptive solver, ms; NaN without any.</summary>
    public double Converged => Spikes == 0 ? double.NaN : converged[Spikes - 1];

    /// <summary>The time of the last compared spike by a method at dt / 2^halvings, ms.</summary>
    public double Time(Integrator method, int halvings) => Spikes == 0 ? double.NaN : times[(method.Name, halvings)][Spikes - 1].Time;

    /// <summary>The error of that time, ms.</summary>
    public double Error(Integrator method, int halvings) => Math.Abs(Time(method, halvings) - Converged);

    /// <summary>The order by the two smallest steps: the logarithm to base 2 of the ratio of errors.</summary>
    public double Order(Integrator method) => Math.Log2(Error(method, Halvings - 1) / Error(method, Halvings));

    /// <summary>Adds the checks (the slopes, and where the methods themselves converge to), the figure and the table.</summary>
    public void Show(Findings findings)
    {
        foreach (var method in methods)
        {
            double extrapolated = Extrapolated(method, Halvings);
            findings.Check(
                $"{cell}, spike {Spikes}: order of {method.Name}", method.Order, Order(method), Slope,
                "what the method promises; the next term of its error changes the slope by a part of the order of dt");
            findings.Check(
                $"{cell}, spike {Spikes}: time of {method.Name} extrapolated to dt = 0 (ms)", Converged, extrapolated,
                Math.Abs(extrapolated - Extrapolated(method, Halvings - 1)) + StraightLines(method),
                "the adaptive solver; extrapolations from dt and dt/2 differ from those from dt/2 and dt/4 by three times the error of the latter; "
                    + "straight lines between samples add theirs");
        }

        int[] all = [.. Enumerable.Range(0, Halvings + 1)];
        double[] steps = [.. all.Select(halvings => timeStep / us / Math.Pow(2, halvings))];
        findings.Table(
            "convergence.csv", "time of the last compared spike", all,
            [
                ("dt (ms)", h => steps[h] / 1000), ("adaptive (ms)", _ => Converged),
                .. methods.Select(method => ($"{method.Name} (ms)", (Func<int, double>)(h => Time(method, h)))),
            ]);
        var (x, y) = (new Axis("Time step", "us") { Scale = AxisScale.Logarithmic }, new Axis("Error", "us") { Scale = AxisScale.Logarithmic });
        findings.Figure(
            "convergence", "Methods against the adaptive solver",
            "Error of the time of the last compared spike over the time step; a line of slope 1 (dotted) is first order.",
            Plot.Panel(x, y, [
                .. methods.Select(method => Plot.Curve(method.Name, steps, all.Select(h => 1000 * Error(method, h)))),
                Plot.Line("slope 1", steps, steps, LineStyle.Dotted, Colour.Grey)]));
    }

    /// <summary>Adds the check of a method of high order on the grid, whose spikes have the time of the end of their step.</summary>
    /// <param name="findings">Takes it.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="spikes">The cell's spikes at the time step, ms.</param>
    public void CheckGrid(Findings findings, string method, IReadOnlyList<double> spikes) => findings.Check(
        $"{cell}, spike {Spikes}: time by {method} on the grid (ms)", Converged + (timeStep / ms / 2),
        Spikes == 0 || spikes.Count < Spikes ? double.NaN : spikes[Spikes - 1], timeStep / ms / 2 * 1.01,
        $"the adaptive solver; a spike has the time of the end of its step, and {method}'s own error is below a hundredth of that");

    private double Extrapolated(Integrator method, int halvings) => (2 * Time(method, halvings)) - Time(method, halvings - 1);

    // What straight lines contribute to the extrapolation from the two smallest steps, and to that from the two largest.
    private double StraightLines(Integrator method) => Spikes == 0 ? double.NaN
        : Enumerable.Range(0, Halvings + 1).Sum(h => (h == 0 ? 1 : h == Halvings ? 2 : 3) * times[(method.Name, h)][Spikes - 1].Error);

    private void Simulate(Integrator method, int halvings, Time duration, Func<Network, Population> add, Session session)
    {
        var network = session.NewNetwork();
        var population = add(network);
        var system = population.Cell is Neuron neuron ? neuron.ToEquations() : null;
        if (system?.MembranePotential is not { } potential || new SpikeThreshold(system).Of(0) is not (var threshold and not double.NaN))
        {
            throw new ArgumentException($"Population '{cell}' has no spikes that follow from a threshold of its membrane potential.");
        }

        Time step = timeStep / Math.Pow(2, halvings);
        using var run = session.Simulate(network, step, method, $"convergence-{cell}", Precision.Double);
        var spikes = run.Simulation.Record(population.Spikes);
        var voltage = run.Record(population.Trace(potential.Name, 0));
        run.Advance(duration);
        times[(method.Name, halvings)] = LevelCrossings.Upwards(spikes.Trains().StepsOf(0), voltage.Traces().Columns[0].In(mV), threshold, step / ms);
    }
}
