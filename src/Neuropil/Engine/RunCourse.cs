using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Neuropil.Engine;

/// <summary>
/// How a run comes from one time to another: in stretches of steps, between which records are put together, wirings change, and what has been recorded and
/// checkpoints go to files.
/// </summary>
internal sealed class RunCourse(EngineState state, StepLoop loop, ThreadPolicy threads, RunRecords records, StructureClock structure)
{
    /// <summary>The steps done.</summary>
    public long Step { get; set; }

    /// <summary>Seconds that threads have spent in the step loop, of all together.</summary>
    public double ThreadSeconds { get; private set; }

    /// <summary>Who saves in the course of it; null for nobody.</summary>
    public CheckpointClock? Checkpoints { get; set; }

    /// <summary>Changes what is due to change after so many steps.</summary>
    public required Action<long> Rewire { get; init; }

    /// <summary>The first fault in a state, as text; null for none.</summary>
    public required Func<string?> FaultText { get; init; }

    /// <summary>A fault that some rank has found, where the network is divided among several.</summary>
    public string? SharedFault { get; private set; }

    private bool IsSound => state.Divergence is null && state.SynapseFault is null;

    /// <summary>Advances to a step, unless it is cancelled, a state has a fault, or a listener throws; in all cases it ends between two steps.</summary>
    public void RunTo(long end, ProgressReporter reporter, CancellationToken cancellation)
    {
        ExceptionDispatchInfo? failure = null;
        bool ShouldStop(long step)
        {
            try
            {
                reporter.Tick(step);
            }
            catch (Exception exception)
            {
                // The step loop ends in good order, so that the run can go on after what the listener threw.
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            return failure is not null || cancellation.IsCancellationRequested || (state.Ranks.Writes && Checkpoints is { IsDue: true })
                || records.IsOverBudget;
        }

        if (state.IsDivided)
        {
            RunTogether(end, ShouldStop, () => failure, cancellation);
        }
        else
        {
            RunAlone(end, ShouldStop, () => failure, cancellation);
        }
    }

    private void RunAlone(long end, Func<long, bool> shouldStop, Func<ExceptionDispatchInfo?> failureOf, CancellationToken cancellation)
    {
        bool CanGoOn() => Step < end && failureOf() is null && IsSound;
        while (CanGoOn() && !cancellation.IsCancellationRequested)
        {
            long begin = Step;
            RunStretch(end, shouldStop);
            records.Complete(Step);
            threads.Done(Step - begin);
            if (Step > begin && IsSound)
            {
                Rewire(Step);
            }

            if (records.IsOverBudget && state.Divergence is null)
            {
                records.MoveToFiles(state, Step);
            }

            if (Checkpoints is { IsDue: true } && CanGoOn())
            {
                Checkpoints.Save();
            }
        }

        failureOf()?.Throw();
    }

    // The same with other ranks: after each stretch all settle what they do next.
    private void RunTogether(long end, Func<long, bool> shouldStop, Func<ExceptionDispatchInfo?> failureOf, CancellationToken cancellation)
    {
        for (bool goesOn = true; Step < end && goesOn;)
        {
            long begin = Step;
            ExceptionDispatchInfo? failure = null;
            try
            {
                RunStretch(end, shouldStop);
            }
            catch (Exception exception) when (state.Ranks.Meeting.Fault is null)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            failure ??= failureOf();
            var agreement = RankAgreement.Of(state, failure is null ? Step : begin, cancellation.IsCancellationRequested, Checkpoints is { IsDue: true },
                records.IsOverBudget, failure?.SourceException, FaultText);
            failure?.Throw();
            if (agreement.FailureElsewhere is { } elsewhere)
            {
                throw new RankException(elsewhere);
            }

            records.CompleteWithOthers(state, Step);
            threads.Done(Step - begin);
            SharedFault = agreement.Fault;
            if (Step > begin && SharedFault is null)
            {
                Rewire(Step);
            }

            if (agreement.IsOverBudget && SharedFault is null)
            {
                records.MoveToFiles(state, Step);
            }

            goesOn = !agreement.IsCancelled && SharedFault is null;
            if (agreement.Saves && goesOn && Step < end)
            {
                (Checkpoints ?? throw new RankException("Rank 0 saves by a clock, and this rank has none: give all ranks one.")).Save();
            }
        }
    }

    private void RunStretch(long end, Func<long, bool> shouldStop)
    {
        var (threadCount, steps) = threads.Next(structure.StepsLeft(Step, end - Step));
        records.Prepare(Step + steps);
        long began = Stopwatch.GetTimestamp();
        try
        {
            Step = loop.Run(Step, Step + steps, threadCount, shouldStop);
        }
        finally
        {
            ThreadSeconds += threadCount * Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
    }
}
