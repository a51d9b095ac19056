using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Input patterns that are presented one after the other to rate units whose synapses learn. A presentation lasts three steps: in the first the pattern
/// comes, in the second the units answer, and at the beginning of the third the clock of the rule ticks. Units are so fast that they answer within a step.
/// </summary>
internal sealed class Presentations
{
    /// <summary>The time step.</summary>
    public static readonly Time Step = 1 * ms;

    /// <summary>How long a presentation lasts: the interval of the rule's clock.</summary>
    public static readonly Time Duration = 3 * ms;

    private readonly Network network;
    private readonly PopulationSlice inputs;
    private readonly PopulationSlice cells;
    private readonly Projection<Number> learned;
    private SessionRun? run;

    /// <summary>Units that learn.</summary>
    /// <param name="session">What runs them.</param>
    /// <param name="inputCount">How many inputs.</param>
    /// <param name="cellCount">How many units.</param>
    /// <param name="function">Activity as a function of drive.</param>
    /// <param name="plasticity">The rule, with a clock of <see cref="Duration"/>.</param>
    /// <param name="weight">The weights at the start.</param>
    public Presentations(Session session, int inputCount, int cellCount, TransferFunction function, Plasticity plasticity, NumberParameter weight)
    {
        Session = session;
        network = session.NewNetwork();
        inputs = network.Add(new Population("inputs", inputCount, new HeldRate()));
        cells = network.Add(new Population("cells", cellCount, new RateUnit { TimeConstant = 0.025 * ms, TransferFunction = function }));
        learned = network.Connect(inputs, cells, new AllToAll(), new DriveCoupling("drive"), weight, plasticity: plasticity);
    }

    /// <summary>What runs the units.</summary>
    public Session Session { get; }

    /// <summary>What a learning rate per presentation is per time.</summary>
    public static Frequency PerPresentation(double rate) => rate / Duration;

    /// <summary>Presents patterns, and calls back after each with its number.</summary>
    public void Present(IEnumerable<double[]> patterns, Action<int>? after = null)
    {
        run ??= Session.Simulate(network, Step, precision: Precision.Double);
        int number = 0;
        foreach (double[] pattern in patterns)
        {
            if (run.Time < Step)
            {
                run.Advance(Step, Progress.None);
            }

            run.Simulation.Set(inputs, "r", Array.ConvertAll(pattern, value => (Number)value));
            run.Advance(Duration, Progress.None);
            after?.Invoke(number++);
        }
    }

    /// <summary>What the units answer to the last pattern.</summary>
    public double[] Activities() => run!.Simulation.Values(cells, "r").Numbers();

    /// <summary>The weights: [cell][input].</summary>
    public double[][] Weights()
    {
        double[,] weights = run!.Simulation.SynapsesOf(learned).Matrix("w", (Number)1);
        return [.. Enumerable.Range(0, cells.Count).Select(cell => Enumerable.Range(0, inputs.Count).Select(input => weights[input, cell]).ToArray())];
    }

    /// <summary>A variable of the synapses that belongs to the target, for each unit.</summary>
    public double[] OfCells(string variable)
    {
        var table = run!.Simulation.SynapsesOf(learned);
        double[] all = table.Numbers(variable), values = new double[cells.Count];
        for (int i = 0; i < all.Length; i++)
        {
            values[table.Targets[i]] = all[i];
        }

        return values;
    }

    /// <summary>All patterns in blocks, each block in an order of its own: every pattern equally often.</summary>
    public static IEnumerable<double[]> Shuffled(double[][] patterns, int count, ulong seed)
    {
        var random = new Random(unchecked((int)(seed * 2654435761)));
        int[] order = [.. Enumerable.Range(0, patterns.Length)];
        for (int i = 0; i < count; i++)
        {
            if (i % patterns.Length == 0)
            {
                random.Shuffle(order);
            }

            yield return patterns[order[i % patterns.Length]];
        }
    }

    /// <summary>The sum of the products of two lists.</summary>
    public static double Dot(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Zip(b, (x, y) => x * y).Sum();
}
