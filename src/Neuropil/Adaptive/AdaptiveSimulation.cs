using System.Collections.Concurrent;
using Neuropil.Adaptive;
using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// One cell, integrated as accurately as asked for: the reference that methods with a fixed time step are held to. The method of Dormand and Prince of
/// orders 5 and 4 chooses its steps by their error; spikes, resets and everything that jumps (step currents, samples, comparisons) are located, and a step
/// ends there.
/// </summary>
/// <remarks>
/// There is no grid: a spike happens at the instant at which its condition becomes true, an arriving spike acts at once, and a refractory period ends when
/// it ends. No spike within a refractory period is counted, and V is what the model says (held where it says so). A variable that reaches its ceiling stays
/// there until its slope is negative; a peak at which a spike resets V is only the threshold of the spike. The method is explicit: very stiff cells take many
/// steps.
/// </remarks>
public sealed class AdaptiveSimulation
{
    private readonly AdaptiveOptions options;
    private readonly EquationSystem equations;
    private readonly CellValues values;
    private readonly Population population;
    private readonly (double Time, double[] Weights)[] arrivals;
    private readonly ConcurrentDictionary<string, AdaptiveEquations> lowered = new(StringComparer.Ordinal);

    /// <summary>A cell alone, with what it injects into itself, and spikes that arrive at receptors.</summary>
    /// <exception cref="ArgumentException">A tolerance is not positive, or an input is not usable.</exception>
    /// <exception cref="IntegratorRefusedException">The equations are random, or need a time step: the message names the term.</exception>
    public AdaptiveSimulation(Neuron cell, AdaptiveOptions? options = null, params IReadOnlyList<ReceptorInput> inputs)
        : this(Alone(cell), "cell", options, inputs)
    {
    }

    /// <summary>
    /// The cells of a population of a network, each by itself: with the parameters and initial values that they have in a <see cref="Simulation"/>, and
    /// the receptors of the network's projections, at which only the given spikes arrive.
    /// </summary>
    /// <exception cref="ArgumentException">A tolerance is not positive, or an input is not usable.</exception>
    /// <exception cref="IntegratorRefusedException">The equations are random, or need a time step: the message names the term.</exception>
    /// <exception cref="UnknownNameException">There is no population of that name.</exception>
    public AdaptiveSimulation(Network network, string population, AdaptiveOptions? options = null, params IReadOnlyList<ReceptorInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.options = (options ?? new AdaptiveOptions()).Checked();
        this.population = network.Find(population);
        var neuron = this.population.Cell as Neuron
            ?? throw new ArgumentException($"Population '{population}' consists of {this.population.Cell.GetType().Name}, which has no equations.");
        equations = CellReceptors.Close(network, this.population, neuron, inputs);
        values = new CellValues(network, this.population, network.IndexOf(this.population), equations, timeStep: 0);
        arrivals = CellReceptors.Arrivals(equations, inputs);
        Warnings = [.. inputs.Select(CellReceptors.SignFault).OfType<string>()];
        Lowered([]);
    }

    /// <summary>Things that the user should know: conductances below zero that arrive. No time is rounded, so that no time is among them.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Integrates a cell from its initial values.</summary>
    /// <param name="duration">For how long.</param>
    /// <param name="traced">The names of states and other quantities to trace.</param>
    /// <param name="interval">The time between samples of the traces; null for one at each of the solver's own steps.</param>
    /// <param name="cell">The number of the cell in its population.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArgumentException">The duration or the interval is not positive, or there is no such cell.</exception>
    /// <exception cref="UnknownNameException">There is no quantity of a name.</exception>
    /// <exception cref="IntegratorRefusedException">A traced quantity needs a time step: the message names the term.</exception>
    /// <exception cref="SimulationDivergedException">A state becomes infinite, or cannot be followed; the message names it and the time.</exception>
    public AdaptiveRun Run(Time duration, IReadOnlyList<string>? traced = null, Time? interval = null, int cell = 0, CancellationToken cancellation = default)
    {
        Require(duration, interval, cell);
        string[] names = [.. traced ?? []];
        var form = Lowered(names);
        var single = new AdaptiveCell(form, values, cell);
        double end = Milliseconds(duration);
        var samples = new AdaptiveSamples(single, names.Length, interval is { } length ? Milliseconds(length) : null, end);
        var integration = new AdaptiveIntegration(single, options, arrivals, end, samples);
        integration.Run(cancellation);
        return new AdaptiveRun(equations, integration.States)
        {
            Duration = duration,
            SpikeTimes = integration.Spikes.ConvertAll(FromMilliseconds),
            Traces = new Traces(
                samples.Times.ConvertAll(time => FromMilliseconds(time).SiValue),
                [.. names.Select((name, i) => Trace(name, new SampleUnit(form.Traced[i].Dimension), samples.Values[i]))]),
            Steps = integration.Steps,
            RejectedSteps = integration.Rejected,
            Evaluations = single.Evaluations,
        };
    }

    private AdaptiveEquations Lowered(string[] traced) => lowered.GetOrAdd(string.Join('\n', traced), _ => new AdaptiveEquations(equations, traced));

    private static Network Alone(Neuron cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var network = new Network();
        network.Add(new Population("cell", 1, cell));
        return network;
    }

    private static Trace Trace(string name, SampleUnit unit, List<double> samples) => new(name, unit.Name, samples.ConvertAll(unit.Of), Neuron: 0);

    private static double Milliseconds(Time time) => KernelUnits.FromSi(time.SiValue, Time.Dimension);

    private static Time FromMilliseconds(double time) => Time.FromSi(KernelUnits.ToSi(time, Time.Dimension));

    private void Require(Time duration, Time? interval, int cell)
    {
        if (!(duration.SiValue > 0) || double.IsInfinity(duration.SiValue))
        {
            throw new ArgumentException($"The duration is {duration}; expected a positive time.");
        }

        if (interval is { } length && (!(length.SiValue > 0) || double.IsInfinity(length.SiValue)))
        {
            throw new ArgumentException($"The interval between samples is {length}; expected a positive time.");
        }

        if (cell < 0 || cell >= population.Size)
        {
            throw new ArgumentException($"There is no cell {cell} in population '{population.Name}', which has {population.Size}.");
        }
    }
}
