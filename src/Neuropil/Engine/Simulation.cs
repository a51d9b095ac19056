using System.Diagnostics;
using Neuropil.Compiler;
using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// A network in time. Declare what to record, then <see cref="Advance"/>, as often as you like. Results are a function of the network, the
/// time step, the method and the precision: never of threads, vector width or storage.
/// </summary>
public sealed class Simulation : IDisposable
{
    // So much of traces is not looked for: asking for free memory takes some time.
    private const long FreeRecords = 1 << 20;

    private readonly RunOptions options;
    private readonly EngineState state;
    private readonly RunRecords records;
    private readonly StepLoop loop;
    private readonly RunCourse course;
    private readonly CellValues?[] values;
    private readonly List<string> warnings;
    private readonly TimeGrid grid;
    private readonly RunEditor editor;
    private readonly StructureClock structure;
    private readonly RankTraffic? traffic;
    private bool started;
    private bool warnedOfLeap;
    private bool isDisposed;

    /// <summary>Builds the network and compiles its equations.</summary>
    /// <exception cref="ArgumentException">An option or a value of the network is not usable; the message names it.</exception>
    /// <exception cref="IntegratorRefusedException">The method cannot advance a cell's equations.</exception>
    /// <exception cref="MemoryLimitException">It would take more memory than there is.</exception>
    public Simulation(Network network, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.options = (options ?? new RunOptions()).Checked();
        Network = network;
        grid = new TimeGrid(this.options.TimeStep);
        var watch = Stopwatch.StartNew();
        var assembly = new NetworkAssembly(network, this.options);
        state = assembly.Assemble();
        (values, CompileSeconds) = (assembly.Values, assembly.CompileSeconds);
        BuildSeconds = watch.Elapsed.TotalSeconds - CompileSeconds;
        records = new RunRecords(network.Populations.Count, new RecordBudget(this.options)) { Laps = this.options.IsProfiled ? new StepLaps() : null };
        traffic = state.IsDivided ? new RankTraffic(state, records) { Laps = this.options.IsProfiled ? new StepLaps() : null } : null;
        loop = new StepLoop(state) { Traffic = traffic, BatchDone = (step, steps, parity) => records.Collect(state, step, steps, parity) };
        warnings = assembly.Warnings;
        structure = new StructureClock(network, grid, warnings);
        editor = new RunEditor(network, this.options, assembly, state, records.Probes);
        var threads = new ThreadPolicy(state.Workers.Count, automatic: this.options.Threads == 0 && !state.IsDivided); // all ranks end a stretch together
        course = new RunCourse(state, loop, threads, records, structure) { Rewire = Rewire, FaultText = FaultText };
    }

    /// <summary>What a network will take of memory when it is built and run, by part, without making it.</summary>
    /// <exception cref="ArgumentException">An option or a value of the network is not usable; the message names it.</exception>
    /// <exception cref="IntegratorRefusedException">The method cannot advance a cell's equations.</exception>
    public static MemoryEstimate EstimateMemory(Network network, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new NetworkAssembly(network, (options ?? new RunOptions()).Checked()).Estimate();
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The number of steps done.</summary>
    public long Step => course.Step;

    /// <summary>The simulated time.</summary>
    public Time Time => Step * options.TimeStep;

    /// <summary>The time step.</summary>
    public Time TimeStep => options.TimeStep;

    /// <summary>Things that the user should know, such as a delay that was rounded. A run may add to them.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>What executes the equations, for example <c>simd 512 bits</c>.</summary>
    public string BackendName => state.Backend.Name;

    /// <summary>The largest number of threads that is used.</summary>
    public int Threads => state.Workers.Count;

    /// <summary>The number of synapses.</summary>
    public long Synapses => state.Synapses;

    /// <summary>How many times a spike has reached a synapse.</summary>
    public long SynapticEvents => state.SynapticEvents;

    /// <summary>Spikes of each population since the beginning.</summary>
    public IReadOnlyList<long> SpikeCounts => records.SpikeCounts;

    /// <summary>Seconds spent building the network.</summary>
    public double BuildSeconds { get; }

    /// <summary>Seconds spent making kernels.</summary>
    public double CompileSeconds { get; }

    /// <summary>Seconds spent in the step loop.</summary>
    public double RunSeconds { get; private set; }

    /// <summary>
    /// What every population, projection and record has taken of the time so far; null without <see cref="RunOptions.IsProfiled"/>. Results are the same with
    /// it.
    /// </summary>
    public RunProfile? Profile
        => records.Laps is { } laps
            ? ProfileReport.Of(state.Workers.Select(worker => worker.Laps).Append(traffic?.Laps).OfType<StepLaps>().Append(laps), course.ThreadSeconds) : null;

    /// <summary>Bytes of synapses.</summary>
    public long SynapseBytes => state.SynapseBytes;

    /// <summary>Bytes of state and synapses.</summary>
    public long Bytes => state.Bytes;

    internal EngineState State => state;

    /// <summary>Throws where state and records are freed: what they would say then is that nothing happened.</summary>
    /// <exception cref="ObjectDisposedException">The simulation has been disposed.</exception>
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(isDisposed, this);

    internal RunRecords Records => records;

    /// <summary>The synapses of a projection as they are now: who connects to whom, and the values of their weights and other variables.</summary>
    /// <exception cref="ArgumentException">The projection is of another network.</exception>
    public SynapseTable SynapsesOf(Projection projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        projection.RequireFirstHalf();
        ThrowIfDisposed();
        return Network.Projections.Contains(projection)
            ? SynapseReading.Of(projection, state, options, Network.Seed, editor.Changes, Step)
            : throw new ArgumentException($"'{projection.Name}' is no projection of this network.", nameof(projection));
    }

    /// <summary>The kernel of every population as text: formulas of uniform values, parts, nodes.</summary>
    public string DumpKernels()
        => string.Join('\n', state.Blocks.OfType<StateBlock>().Select(block => $"population {block.Population.Name}\n{KernelDump.Of(block)}"));

    /// <summary>
    /// The whole steps in which <see cref="Advance"/> would advance by so long a time from now on, with a warning where it is no multiple of the time step.
    /// </summary>
    /// <exception cref="ArgumentException">The duration is negative, not finite, below half a step and not 0, or leads beyond 2^31 steps.</exception>
    public long StepsOf(Time duration) => EndOf(duration) - Step;

    /// <summary>
    /// Advances by so long a time; one that is no multiple of the time step is rounded, with a warning. Ctrl-C handlers and the like cancel after the present
    /// batch of steps. Where the network is divided among ranks, all call this, rank 0 reports, and a cancellation of one stops all after the same step.
    /// </summary>
    /// <returns>Whether it came to the end before it was cancelled.</returns>
    /// <exception cref="ArgumentException">The duration is negative, not finite, below half a step and not 0, or leads beyond 2^31 steps.</exception>
    /// <exception cref="SimulationDivergedException">A state variable became infinite or not a number, now or in an earlier call.</exception>
    /// <exception cref="MemoryLimitException">The traces that are recorded would take more memory than there is; nothing has been advanced.</exception>
    /// <exception cref="RecordFileException">Spikes beyond <see cref="RunOptions.RecordBudget"/> cannot be written; it stopped between two steps.</exception>
    public bool Advance(Time duration, Progress? progress = null, CancellationToken cancellation = default)
    {
        long end = EndOf(duration);
        ThrowIfDiverged();
        ReserveSamples(end);
        if (!started)
        {
            started = true;
            records.Begin(state, Step, traffic);
        }

        var shown = state.Ranks.Writes ? progress ?? Progress.None : Progress.None; // the others come as far
        var reporter = new ProgressReporter(shown, Step, end, options.TimeStep.SiValue);
        reporter.Begin();
        var watch = Stopwatch.StartNew();
        try
        {
            course.RunTo(end, reporter, cancellation);
        }
        finally
        {
            RunSeconds += watch.Elapsed.TotalSeconds;
            WarnOfLeap();
            records.Complete(Math.Min(Step, state.Divergence?.Step + 1 ?? Step));
        }

        ThrowIfDiverged();
        reporter.End(Step);
        return Step == end;
    }

    /// <summary>
    /// Writes the state and everything recorded so far. Where the network is divided among ranks, all call this, and rank 0 writes, as one process would.
    /// </summary>
    /// <exception cref="SimulationDivergedException">A state variable became infinite or not a number: there is nothing to go on from.</exception>
    public void SaveCheckpoint(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDiverged();
        if (!state.IsDivided)
        {
            Checkpoint.Save(stream, editor, state, records, Step);
            return;
        }

        WholeState.Complete(state, records, Step);
        using var late = new LateFaultStream(state.Ranks.Writes ? stream : Stream.Null);
        Checkpoint.Save(late, editor, state, records, Step);
        late.ThrowIfFailed();
    }

    /// <summary>
    /// Goes on from a checkpoint of the same network. Declare the same records first. The run's end is then the same, to the bit, as that of a
    /// run that was never stopped. Where the network is divided among ranks, all call this, and the stream of rank 0 is read.
    /// </summary>
    /// <exception cref="CheckpointException">
    /// The checkpoint is damaged, of another version, of another network or of other records; this simulation is then as it was.
    /// </exception>
    public void LoadCheckpoint(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDiverged();
        using var shared = RankStream.OfRankZero(state.Ranks, stream);
        course.Step = Checkpoint.Load(shared ?? stream, editor, state, records);
        started = true;
    }

    /// <summary>Lets a clock save while <see cref="Advance"/> works; null for none, as at the beginning. Saving changes no bit of the results.</summary>
    public void SaveBy(CheckpointClock? clock) => course.Checkpoints = clock;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        loop.Dispose();
        traffic?.Dispose();
        records.Dispose();
        state.Dispose();
    }

    /// <summary>
    /// A quantity of the cells as it is now: a state variable, a named current, or a parameter, given or drawn. Compare <see cref="SynapsesOf"/>, which reads
    /// synapses, and records, which follow a quantity in time.
    /// </summary>
    /// <remarks>What advances with receptors is what the last step used; a sample of a record waits for the step that brings it to its time.</remarks>
    /// <param name="cells">The cells.</param>
    /// <param name="name">The name: a full path, or its end where that is unambiguous.</param>
    /// <exception cref="ArgumentException">The cells are of another network, or the quantity exists only within a step.</exception>
    /// <exception cref="UnknownNameException">There is no such quantity; the message gives the nearest.</exception>
    public CellQuantity Values(PopulationSlice cells, string name)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfDisposed();
        int index = Network.IndexOf(cells.Population);
        Complete(index);
        return state.Blocks[index] is { } block
            ? CellReading.Of(cells, name, block, values[index]!, Time, Step * state.TimeStep)
            : CellReading.Of(cells, name, state.Generators[index]!, Time);
    }

    /// <summary>
    /// Gives a state variable, a parameter, or the rate of a source other values from now on. The run goes on as one whose model has the parameter and whose
    /// cells are in the present state; checkpoints know it.
    /// </summary>
    /// <param name="cells">The cells.</param>
    /// <param name="name">The name: a full path, or its end where that is unambiguous.</param>
    /// <param name="value">
    /// One value, a list with one for each of the cells, or a distribution. A parameter is drawn as a model with that distribution draws it; a state at each
    /// time anew.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The value has another unit, another count, is not finite or beyond its ceiling; or the name is that of a computed quantity, of a parameter that the
    /// equations do not read, or of one object that stands at two places.
    /// </exception>
    /// <exception cref="UnknownNameException">There is no such variable or parameter; the message gives the nearest.</exception>
    public void Set(PopulationSlice cells, string name, Parameter value)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        ThrowIfDiverged();
        Complete(Network.IndexOf(cells.Population));
        editor.Set(cells, name, value, Step);
    }

    /// <summary>
    /// Gives the weights of a projection (<c>w</c>), a variable of its synapses, or a parameter of its release or plasticity other values from now on. Spikes
    /// that have not reached the synapses yet find the new ones.
    /// </summary>
    /// <param name="projection">The projection.</param>
    /// <param name="name">The name, or its end after a dot where no other ends so.</param>
    /// <param name="value">
    /// One value; a list, with one for each synapse in the order of <see cref="SynapsesOf"/>, or for each cell of the end to which a variable belongs; or a
    /// distribution, which each synapse draws. A parameter is one value for all.
    /// </param>
    /// <exception cref="ArgumentException">The value has another unit, another count, is not finite or beyond its bounds, or it is a delay.</exception>
    /// <exception cref="InvalidOperationException">The projection is cut.</exception>
    /// <exception cref="UnknownNameException">There is no such variable or parameter; the message gives the nearest.</exception>
    public void Set(Projection projection, string name, Parameter value)
    {
        ArgumentNullException.ThrowIfNull(projection);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        ThrowIfDiverged();
        editor.Set(projection, name, value, Step);
    }

    /// <summary>
    /// Lets cells send no more spikes: nothing of them is delivered, recorded or counted from now on. Spikes that are on their way arrive. Their states go on,
    /// and can be read.
    /// </summary>
    /// <exception cref="ArgumentException">A coupling, which does not act by spikes, reads these cells.</exception>
    public void Lesion(PopulationSlice cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ThrowIfDiverged();
        editor.Silence(cells, Step);
    }

    /// <summary>Cuts a projection: from now on nothing acts by it, and what was on its way does not arrive.</summary>
    /// <exception cref="ArgumentException">The projection is of another network.</exception>
    public void Lesion(Projection projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        ThrowIfDiverged();
        editor.Cut(projection, Step);
    }

    // Where the network is divided, all ranks know the population then.
    private void Complete(int population)
    {
        if (state.Blocks[population] is { } block)
        {
            WholeState.Complete(state, block, Step);
        }
        else if (state.Generators[population] is RenewalGenerator generator)
        {
            WholeState.Complete(state, generator, Step);
        }
    }

    internal SpikeLog AddLog(PopulationSlice slice, int every)
    {
        int population = Network.IndexOf(slice.Population);
        var log = records.Logs.Find(log
            => (log.Population, log.First, log.Range, log.Every, log.StartStep) == (population, slice.Start, slice.Count, every, Step));
        if (log is null)
        {
            log = new SpikeLog(slice.Name, population, slice.Start, slice.Count, every, Step);
            records.Logs.Add(log);
        }

        return log;
    }

    internal SpikeTally AddTally(PopulationSlice slice)
    {
        var tally = new SpikeTally(slice.Name, Network.IndexOf(slice.Population), slice.Start, slice.Count, Step);
        records.Tallies.Add(tally);
        return tally;
    }

    /// <summary>Adds a probe of the given cells or, where these are null, of the sum over a slice.</summary>
    internal Probe AddProbe(PopulationSlice slice, string variable, int[]? cells, Time? interval)
    {
        int index = Network.IndexOf(slice.Population);
        var block = state.Blocks[index]
            ?? throw new ArgumentException($"Population '{slice.Population.Name}' has no equations, so that nothing but its spikes can be recorded.");
        if (started)
        {
            throw new InvalidOperationException(
                $"'{variable}' of '{slice.Name}' cannot be recorded from {Time} on: declare traces and means before the first Advance.");
        }

        int steps = interval is null ? 1 : StepsBetweenSamples(interval.Value, variable);
        var quantity = block.Equations.Find(variable);
        if (CellFormula.PassingPartOf(quantity) is { } passing)
        {
            throw new ArgumentException($"'{variable}' of '{slice.Name}' cannot be recorded: it contains '{passing.Name}', which exists only within a step.");
        }

        var probe = new Probe(block, values[index]!, variable, cells, (slice.Start, slice.Count), steps, state.Batch.Steps);
        records.Probes.Add(probe);
        state.Workers.ForEach(worker => worker.AddProbe(probe));
        return probe;
    }

    private int StepsBetweenSamples(Time interval, string variable)
    {
        double steps = grid.Duration(interval.SiValue, $"The interval between samples of '{variable}'", warnings);
        return steps <= int.MaxValue
            ? (int)steps
            : throw new ArgumentException(
                $"The interval between samples of '{variable}' is {interval}, which is {steps:G6} time steps of "
                + $"{TimeGrid.Milliseconds(options.TimeStep.SiValue)}; expected fewer than 2^31.");
    }

    // Traces grow with time alone, so that their size is known before: what cannot be held is refused, and nothing is copied while they grow.
    private void ReserveSamples(long end)
    {
        var estimate = records.Estimate(end);
        if (estimate.Bytes > FreeRecords)
        {
            long free = options.MemoryLimit ?? AvailableMemory.Bytes();
            if (estimate.Bytes > free)
            {
                throw new MemoryLimitException("The traces and means that are recorded", estimate, free, isGiven: options.MemoryLimit is not null);
            }
        }

        records.Reserve(end);
    }

    private long EndOf(Time duration)
    {
        if (!(duration.SiValue >= 0) || double.IsInfinity(duration.SiValue))
        {
            throw new ArgumentException($"The duration is {duration}; expected 0 ms or more.");
        }

        double end = Step + (duration.SiValue == 0 ? 0 : grid.Duration(duration.SiValue, "The duration of an advance", warnings));
        return end < int.MaxValue
            ? (long)end
            : throw new ArgumentException($"A duration of {duration} leads to step {end:G6}; expected fewer than 2^31 steps of {options.TimeStep}.");
    }

    // Between two steps: what stands there already, a run that goes on from a checkpoint or by another Advance does not do again.
    private void Rewire(long step)
    {
        foreach (var projection in structure.DueAt(step).Where(projection => !editor.IsCut(projection)))
        {
            editor.Rewire(projection, wiring => new RewiringView(projection, wiring, state, SynapsesOf, Values, Time, step), step);
        }
    }

    private void WarnOfLeap()
    {
        if (state.Leap is { } leap && !warnedOfLeap)
        {
            warnedOfLeap = true;
            warnings.Add(leap.Text(state.Blocks[leap.Population]!, options.TimeStep));
        }
    }

    private void ThrowIfDiverged()
    {
        ThrowIfDisposed();
        if ((course.SharedFault ?? FaultText()) is { } text)
        {
            throw new SimulationDivergedException(text);
        }
    }

    // Of the first fault in a state that this process knows; null for none.
    private string? FaultText()
    {
        if (state.SynapseFault is { } fault && !(state.Divergence is { } earlier && earlier.Step < fault.Step))
        {
            return SynapseFaultText.Of(fault, state, options.TimeStep);
        }

        return state.Divergence is { } found ? DivergenceText.Of(found, state, values[found.Population]!, options.TimeStep) : null;
    }
}
