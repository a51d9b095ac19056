using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Neuropil.Compiler;
using Neuropil.Files;

namespace Neuropil.Engine;

/// <summary>
/// Writes and reads the state of a run: the step, every cell's variables, the spikes that are still on their way, sources, and what has been recorded, or
/// where it is if it has gone to files. It holds the network's fingerprint and what was changed since, not the network: the same declaration must be built
/// again. Threads, widths and the form of synapses may differ.
/// </summary>
/// <remarks>The form: a magic word, a version, the body, and the SHA-256 of all before it.</remarks>
internal static class Checkpoint
{
    private const int Version = 9;

    private delegate void CellsAction(Span<byte> cells);

    private static ReadOnlySpan<byte> Magic => "NEUROPIL"u8;

    public static void Save(Stream stream, RunEditor editor, EngineState state, RunRecords records, long step)
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashed, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(editor.Declaration);
            writer.Write(records.Description);
            records.SavePlaces(writer);
            editor.Changes.Save(writer);
            writer.Write(step);
            foreach (var block in state.Blocks.OfType<StateBlock>())
            {
                ForEachColumn(block, step, cells => writer.Write(cells));
            }

            SpikesOnTheirWay.Save(writer, state, step);
            EdgeCheckpoint.Save(writer, state, step);
            foreach (var generator in state.Generators)
            {
                generator?.Save(writer);
            }

            writer.Write(state.SynapticEvents);
            records.Save(writer);
        }

        stream.Write(hash.Hash);
    }

    /// <summary>Restores a state. Nothing is changed unless the whole checkpoint is sound and fits.</summary>
    /// <returns>The step.</returns>
    public static long Load(Stream stream, RunEditor editor, EngineState state, RunRecords records)
    {
        using var copy = stream.CanSeek ? null : new MemoryStream();
        if (copy is not null)
        {
            stream.CopyTo(copy);
            copy.Position = 0;
        }

        var whole = copy ?? stream;
        RequireSound(whole);
        using var reader = new BinaryReader(whole, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadString() != editor.Declaration)
        {
            throw new CheckpointException("The checkpoint is of another network: another declaration, seed, time step, method or precision.");
        }

        string recorded = reader.ReadString();
        if (recorded != records.Description)
        {
            throw new CheckpointException(
                $"The checkpoint has other records ({recorded}) than this run ({records.Description}): declare the same records before loading it.");
        }

        IReadOnlyList<IReadOnlyList<SpikeSegment>> moved = [];
        RankWork.Together(state.Ranks, MeetingKind.Loading, () => moved = records.LoadPlaces(reader));
        editor.Become(RunChanges.Load(reader), step: null);
        long step = reader.ReadInt64();
        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            ForEachColumn(block, step, whole.ReadExactly);
        }

        SpikesOnTheirWay.Load(reader, state, step);
        EdgeCheckpoint.Load(reader, state, step);
        foreach (var generator in state.Generators)
        {
            generator?.Load(reader);
        }

        state.Workers.ForEach(worker => worker.SynapticEvents = 0);
        long events = reader.ReadInt64();
        state.Workers[0].SynapticEvents = state.Ranks.Writes ? events : 0;
        state.EventsElsewhere = events - state.Workers[0].SynapticEvents;
        records.Load(reader, moved, state);
        return step;
    }

    // Leaves the stream behind the version.
    private static void RequireSound(Stream stream)
    {
        long start = stream.Position;
        var head = new byte[Magic.Length + sizeof(int)];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new CheckpointException("This is not a checkpoint of Neuropil.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(Magic.Length));
        if (version != Version)
        {
            throw new CheckpointException($"The checkpoint has version {version}; this program reads version {Version}.");
        }

        long body = stream.Length - stream.Position - SHA256.HashSizeInBytes;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        var buffer = new byte[1 << 16];
        while (body > 0)
        {
            int read = stream.ReadAtLeast(buffer.AsSpan(0, (int)Math.Min(buffer.Length, body)), 1);
            hash.AppendData(buffer, 0, read);
            body -= read;
        }

        var expected = new byte[SHA256.HashSizeInBytes];
        if (body < 0 || stream.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false) < expected.Length
            || !hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
        {
            throw new CheckpointException("The checkpoint is damaged: its checksum does not match.");
        }

        stream.Position = start + head.Length;
    }

    // The cells of every column that changes, and of what was given out for the step to come.
    private static unsafe void ForEachColumn(StateBlock block, long step, CellsAction action)
    {
        int bytes = block.Population.Size * block.ElementSize;
        for (int column = 0; column < block.Plan.Columns.Count; column++)
        {
            if (block.Plan.Columns[column].Kind is ColumnKind.State or ColumnKind.Refractory)
            {
                action(new Span<byte>((void*)block.ColumnAddress[column], bytes));
            }
        }

        foreach (var output in block.Outputs)
        {
            action(new Span<byte>(output.Row(step), bytes));
        }
    }
}
