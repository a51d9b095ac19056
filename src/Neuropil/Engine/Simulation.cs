using System.Diagnostics;
using Neuropil.Compiler;
using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// A network in time. Declare what to record, then <see cref="Advance"/>, as often as you like. Results are a function of the network, the
/// time step, the method and the precision: never of threads, vector width or tiles.
/// </summary>
public sealed class Simulation : IDisposable
{
    private readonly RunOptions options;
    private readonly EngineState state;
    private readonly RunRecords records;
    private readonly StepLoop loop;
    private readonly ThreadPolicy threads;
    private readonly CellValues?[] values;
    private bool started;

    /// <summary>Builds the network and compiles its equations.</summary>
    /// <exception cref="ArgumentException">An option or a value of the network is not usable; the message names it.</exception>
    /// <exception cref="IntegratorRefusedException">The method cannot advance a cell's equations.</exception>
    public Simulation(Network network, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.options = (options ?? new RunOptions()).Checked();
        Network = network;
        var watch = Stopwatch.StartNew();
        var assembly = new NetworkAssembly(network, this.options);
        state = assembly.Assemble();
        (Warnings, values, CompileSeconds) = (assembly.Warnings, assembly.Values, assembly.CompileSeconds);
        BuildSeconds = watch.Elapsed.TotalSeconds - CompileSeconds;
        records = new RunRecords(network.Populations.Count);
        threads = new ThreadPolicy(state.Workers.Count, automatic: this.options.Threads == 0);
        loop = new StepLoop(state) { BatchDone = (step, steps, parity) => records.Collect(state, step, steps, parity) };
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The number of steps done.</summary>
    public long Step { get; private set; }

    /// <summary>The simulated time.</summary>
    public Time Time => Step * options.TimeStep;

    /// <summary>The time step.</summary>
    public Time TimeStep => options.TimeStep;

    /// <summary>Things that the user should know, such as a delay that was rounded.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>What executes the equations, for example <c>simd 512 bits</c>.</summary>
    public string BackendName => state.IsInterpreted ? "interpreter" : state.Width == LaneWidth.Scalar ? "simd scalar" : $"simd {(int)state.Width} bits";

    /// <summary>The largest number of threads that is used.</summary>
    public int Threads => state.Workers.Count;

    /// <summary>The number of synapses.</summary>
    public long Synapses => state.Synapses;

    /// <summary>How many times a spike has reached a synapse.</summary>
    public long SynapticEvents => state.Workers.Sum(worker => worker.SynapticEvents);

    /// <summary>Spikes of each population since the beginning.</summary>
    public IReadOnlyList<long> SpikeCounts => records.SpikeCounts;

    /// <summary>Seconds spent building the network.</summary>
    public double BuildSeconds { get; }

    /// <summary>Seconds spent making kernels.</summary>
    public double CompileSeconds { get; }

    /// <summary>Seconds spent in the step loop.</summary>
    public double RunSeconds { get; private set; }

    /// <summary>Bytes of synapses.</summary>
    public long SynapseBytes => state.SynapseBytes;

    /// <summary>Bytes of state and synapses.</summary>
    public long Bytes => state.Bytes;

    internal EngineState State => state;

    internal RunRecords Records => records;

    /// <summary>The kernel of every population as text: formulas of uniform values, parts, nodes.</summary>
    public string DumpKernels()
        => string.Join('\n', state.Blocks.OfType<StateBlock>().Select(block => $"population {block.Population.Name}\n{KernelDump.Of(block)}"));

    /// <summary>Advances by so long a time, in whole steps. Ctrl-C handlers and the like cancel after the present batch of steps.</summary>
    /// <returns>Whether it was not cancelled.</returns>
    /// <exception cref="ArgumentException">The duration is negative or not finite.</exception>
    /// <exception cref="SimulationDivergedException">A state variable became infinite or not a number.</exception>
    public bool Advance(Time duration, Progress? progress = null, CancellationToken cancellation = default)
    {
        if (!(duration.SiValue >= 0) || double.IsInfinity(duration.SiValue))
        {
            throw new ArgumentException($"The duration is {duration}; expected 0 ms or more.");
        }

        long begin = Step;
        long end = Step + (long)Math.Round(duration.SiValue / options.TimeStep.SiValue);
        records.Prepare(Step, end);
        if (!started)
        {
            started = true;
            state.Workers.ForEach(worker => worker.Sample(Step));
        }

        var reporter = new ProgressReporter(progress ?? Progress.None, Step, end, options.TimeStep.SiValue, state.BatchSteps);
        var watch = Stopwatch.StartNew();
        bool cancelled = false;
        while (Step < end && !cancelled)
        {
            var (threadCount, steps) = threads.Next(end - Step);
            long stretchEnd = Step + steps;
            Step = loop.Run(Step, stretchEnd, threadCount, () => reporter.Tick() | cancellation.IsCancellationRequested);
            threads.Done();
            cancelled = Step < stretchEnd || cancellation.IsCancellationRequested;
            if (state.NotFinite is not null)
            {
                break;
            }
        }

        RunSeconds += watch.Elapsed.TotalSeconds;
        records.Complete(Step);
        ThrowIfDiverged();
        reporter.End(Step);
        return Step == end && (begin == end || !cancelled || Step == end);
    }

    /// <summary>Writes the state and everything recorded so far.</summary>
    public void SaveCheckpoint(Stream stream) => Checkpoint.Save(stream, state, records, Step);

    /// <summary>
    /// Goes on from a checkpoint of the same network. Declare the same records first. The run's end is then the same, to the bit, as that of a
    /// run that was never stopped.
    /// </summary>
    /// <exception cref="CheckpointException">The checkpoint is damaged, of another version or of another network.</exception>
    public void LoadCheckpoint(Stream stream)
    {
        Step = Checkpoint.Load(stream, state, records);
        started = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        loop.Dispose();
        records.Dispose();
        state.Dispose();
    }

    internal SpikeLog AddLog(Population population)
    {
        var log = new SpikeLog(IndexOf(population)) { StartStep = Step };
        records.Logs.Add(log);
        return log;
    }

    internal Probe AddProbe(Population population, Func<EquationSystem, Expr> select, int[]? cells, int first, int count, Time? interval)
    {
        int index = IndexOf(population);
        var block = state.Blocks[index]
            ?? throw new ArgumentException($"Population '{population.Name}' has no equations, so that nothing but its spikes can be recorded.");
        if (cells is not null && Array.Find(cells, cell => cell < 0 || cell >= population.Size) is var bad && Array.Exists(cells, cell => cell < 0 || cell >= population.Size))
        {
            throw new ArgumentException($"Population '{population.Name}' has no cell {bad}; expected 0 to {population.Size - 1}.");
        }

        int every = interval is null ? 1 : (int)Math.Round(interval.Value.SiValue / options.TimeStep.SiValue);
        if (every < 1)
        {
            throw new ArgumentException($"The interval between samples is {interval}; expected at least the time step, {options.TimeStep}.");
        }

        if (started)
        {
            throw new InvalidOperationException("Records must be declared before the first Advance.");
        }

        var probe = new Probe(block, values[index]!, select(block.Equations), cells, first, count, every) { StartStep = Step };
        records.Probes.Add(probe);
        state.Workers.ForEach(worker => worker.AddProbe(probe));
        return probe;
    }

    private int IndexOf(Population population)
    {
        int index = Network.Populations.ToList().IndexOf(population);
        return index >= 0 ? index : throw new ArgumentException($"Population '{population.Name}' is not in this network.");
    }

    private void ThrowIfDiverged()
    {
        if (state.NotFinite is not var (step, population, cell))
        {
            return;
        }

        var block = state.Blocks[population]!;
        var states = block.Equations.States.Select(variable => variable.Symbol.Name).ToList();
        string variable = states.Find(name => !double.IsFinite(block[block.Plan.IndexOf(ColumnKind.State, name), cell])) ?? states[0];
        throw new SimulationDivergedException(
            $"{variable} of cell {cell} in population '{block.Population.Name}' became infinite or not a number in the step that ended at {(step + 1) * options.TimeStep}. A smaller time step or another method may help.");
    }
}
