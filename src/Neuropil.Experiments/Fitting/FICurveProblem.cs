namespace Neuropil.Experiments;

/// <summary>
/// An f-I curve as a fit sees it: the rates of a cell at given currents for any values of its free parameters. All sets of values at all currents are
/// the cells of one population, each with its own parameters and its own current, in one simulation.
/// </summary>
public sealed class FICurveProblem : IFitProblem
{
    // Samples of the membrane potential that are held at once: 128 MB. More cells than fit are simulated in turn.
    private const long MostSamples = 16_000_000;

    private readonly Neuron cell;
    private readonly double[] currents;
    private readonly FICurveProtocol protocol;
    private readonly Session session;

    /// <summary>The problem.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="parameters">Its free parameters.</param>
    /// <param name="currents">The currents of the data, in ampere.</param>
    /// <param name="protocol">How rates are measured.</param>
    /// <param name="session">Makes the simulations.</param>
    public FICurveProblem(Neuron cell, IReadOnlyList<FreeParameter> parameters, double[] currents, FICurveProtocol protocol, Session session)
    {
        (this.cell, Parameters, this.currents, this.protocol, this.session) = (cell, parameters, currents, protocol, session);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FreeParameter> Parameters { get; }

    /// <inheritdoc/>
    public int PointCount => currents.Length;

    /// <summary>The spikes of the last simulation: at the fitted values, when the fit asks for these last.</summary>
    public SpikeTrains? Spikes { get; private set; }

    /// <inheritdoc/>
    public double[][] Predict(IReadOnlyList<double[]> parameterSets)
    {
        int atOnce = (int)Math.Max(1, MostSamples / Math.Max(1, protocol.Steps));
        var rates = new List<double>();
        foreach (var cells in parameterSets.SelectMany(set => currents.Select(current => (set, current))).Chunk(atOnce))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            rates.AddRange(Simulate(cells));
        }

        return [.. rates.Chunk(PointCount)];
    }

    private double[] Simulate((double[] Set, double Current)[] assigned)
    {
        int cells = assigned.Length;
        var values = new Dictionary<string, double[]>();
        for (int i = 0; i < Parameters.Count; i++)
        {
            values[Parameters[i].Name] = [.. assigned.Select(each => each.Set[i])];
        }

        var varied = ModelParameters.With(cell, values);
        Current[] amplitudes = [.. assigned.Select(each => Current.FromSi(each.Current))];
        var neuron = varied with { Inputs = [.. varied.Inputs, new ConstantCurrent { Amplitude = amplitudes }] };
        var network = session.NewNetwork();
        var population = network.Add(new Population("cells", cells, neuron));
        using var run = session.Simulate(network, protocol.TimeStep);
        var system = neuron.ToEquations();
        var spikes = run.Record(population.Spikes);
        var potential = run.Record(population.Trace(system.MembranePotential!.Name, [.. Enumerable.Range(0, cells)]));
        run.Advance(protocol.Settle + protocol.Duration, Progress.None);
        Spikes = spikes.Trains();
        return Rates(Spikes, potential.Traces(), new SpikeThreshold(system));
    }

    private double[] Rates(SpikeTrains trains, Traces potentials, SpikeThreshold threshold)
    {
        int cells = trains.NeuronCount;
        int from = (int)Math.Round(protocol.Settle / protocol.TimeStep);
        double[] rates = new double[cells];
        for (int index = 0; index < cells; index++)
        {
            double[] potential = potentials.Columns[index].In(Units.mV);
            double interval = SpikeIntervals.Mean(trains.StepsOf(index), step => potential[step], threshold.Of(index), threshold.HasReset, from);
            rates[index] = 1 / (interval * protocol.TimeStep.SiValue);
        }

        return rates;
    }
}
