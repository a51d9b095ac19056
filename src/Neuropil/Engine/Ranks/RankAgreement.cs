using System.Text;

namespace Neuropil.Engine;

/// <summary>
/// What the ranks settle after a stretch of batches, so that all do the same next: whether one was told to stop, is to save, or has failed; the first fault
/// in a state, and its text, which only the rank can give that has the cell; how many events there were.
/// </summary>
internal sealed class RankAgreement
{
    /// <summary>Whether any rank was told to stop.</summary>
    public bool IsCancelled { get; private init; }

    /// <summary>Whether rank 0 is to save.</summary>
    public bool Saves { get; private init; }

    /// <summary>Whether any rank holds more of records than it should.</summary>
    public bool IsOverBudget { get; private init; }

    /// <summary>What has gone wrong at another rank, with its number; null for nothing.</summary>
    public string? FailureElsewhere { get; private init; }

    /// <summary>The text of the first fault in a state; null where there is none.</summary>
    public string? Fault { get; private init; }

    /// <summary>Settles it.</summary>
    /// <param name="state">The engine; takes the faults and leaps of other ranks, and the number of their events.</param>
    /// <param name="step">The step at which all are.</param>
    /// <param name="isCancelled">Whether this rank was told to stop.</param>
    /// <param name="saves">Whether it is time to save.</param>
    /// <param name="isOverBudget">Whether this rank holds more of records than it should.</param>
    /// <param name="failure">What has gone wrong here; null for nothing.</param>
    /// <param name="textOfFault">The text of the fault that this rank knows.</param>
    public static RankAgreement Of(EngineState state, long step, bool isCancelled, bool saves, bool isOverBudget, Exception? failure, Func<string?> textOfFault)
    {
        var ranks = state.Ranks;
        var (divergence, fault) = (state.Divergence, state.SynapseFault);
        string? own = textOfFault();
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(isCancelled);
            writer.Write(saves);
            writer.Write(isOverBudget);
            writer.Write(failure?.Message ?? "");
            writer.Write(state.Workers.Sum(worker => worker.SynapticEvents));
            writer.Write(divergence is not null);
            writer.Write(divergence?.Step ?? 0);
            writer.Write(divergence?.Population ?? 0);
            writer.Write(divergence?.Cell ?? 0);
            writer.Write(fault is not null);
            writer.Write(fault?.Step ?? 0);
            writer.Write(fault?.Projection ?? 0);
            writer.Write(fault?.Source ?? 0);
            writer.Write(fault?.Target ?? 0);
            writer.Write(own ?? "");
            WriteLeap(writer, state);
        }

        var meeting = ranks.Meeting;
        meeting.Begin(MeetingKind.Agreeing, step);
        meeting.Write<byte>(stream.ToArray());
        meeting.End();
        var texts = new List<(int Rank, Divergence? Divergence, SynapseFault? Fault, string Text)>();
        bool anyCancelled = false, zeroSaves = false, anyOver = false;
        string? elsewhere = null;
        long events = 0;
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            using var reader = new BinaryReader(new MemoryStream(meeting.Of(rank).ToArray()), Encoding.UTF8);
            anyCancelled |= reader.ReadBoolean();
            bool rankSaves = reader.ReadBoolean();
            zeroSaves |= rank == 0 && rankSaves;
            anyOver |= reader.ReadBoolean();
            string message = reader.ReadString();
            elsewhere ??= rank != ranks.Rank && message.Length > 0 ? $"Rank {rank}: {message}" : null;
            long eventsOf = reader.ReadInt64();
            events += rank == ranks.Rank ? 0 : eventsOf;
            bool diverged = reader.ReadBoolean();
            var found = new Divergence(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32());
            bool faulty = reader.ReadBoolean();
            var foundFault = new SynapseFault(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            texts.Add((rank, diverged ? found : null, faulty ? foundFault : null, reader.ReadString()));
            if (rank != ranks.Rank)
            {
                Take(state, diverged ? found : null, faulty ? foundFault : null);
                ReadLeap(reader, state);
            }
        }

        state.EventsElsewhere = events;
        return new RankAgreement
        {
            IsCancelled = anyCancelled,
            Saves = zeroSaves,
            IsOverBudget = anyOver,
            FailureElsewhere = elsewhere,
            Fault = TextOf(state, texts),
        };
    }

    private static void Take(EngineState state, Divergence? divergence, SynapseFault? fault)
    {
        if (divergence is { } found)
        {
            state.Report(found);
        }

        if (fault is { } foundFault)
        {
            state.Report(foundFault);
        }
    }

    // That of the rank whose fault is the first of all.
    private static string? TextOf(EngineState state, List<(int Rank, Divergence? Divergence, SynapseFault? Fault, string Text)> texts)
    {
        bool isFault = state.SynapseFault is { } first && !(state.Divergence is { } earlier && earlier.Step < first.Step);
        return texts.Where(one => one.Text.Length > 0 && (isFault
                ? one.Fault is { } fault && fault.CompareTo(state.SynapseFault!.Value) == 0
                : state.Divergence is { } known && one.Divergence is { } found && found.CompareTo(known) == 0))
            .Select(one => one.Text).FirstOrDefault();
    }

    private static void WriteLeap(BinaryWriter writer, EngineState state)
    {
        writer.Write(state.Leap is not null);
        if (state.Leap is { } leap)
        {
            writer.Write(leap.Step);
            writer.Write(leap.Population);
            writer.Write(leap.Cell);
            writer.Write(leap.Variable.Name);
            writer.Write(leap.Value);
        }
    }

    private static void ReadLeap(BinaryReader reader, EngineState state)
    {
        if (!reader.ReadBoolean())
        {
            return;
        }

        var (step, population, cell, name, value) = (reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadString(), reader.ReadDouble());
        var variable = state.Blocks[population]!.Equations.States.First(one => one.Symbol.Name == name).Symbol;
        state.Report(new SpikeLeap(step, population, cell, variable, value));
    }
}
