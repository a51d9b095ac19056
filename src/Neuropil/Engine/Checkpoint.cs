using System.Security.Cryptography;
using System.Text;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Writes and reads the state of a run: the step, every cell's variables, weights on their way, sources, and what has been recorded. It holds
/// the network's fingerprint, not the network: the same declaration must be built again. Threads, tiles and widths may differ.
/// </summary>
internal static class Checkpoint
{
    private const int Version = 1;
    private static readonly byte[] Magic = "NEUROPIL"u8.ToArray();

    public static void Save(Stream stream, EngineState state, RunRecords records, long step)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Fingerprint(state));
            writer.Write(step);
            foreach (var block in state.Blocks.OfType<StateBlock>())
            {
                SaveBlock(writer, block);
            }

            foreach (var generator in state.Generators)
            {
                generator?.Save(writer);
            }

            writer.Write(state.Workers.Sum(worker => worker.SynapticEvents));
            records.Save(writer);
        }

        stream.Write(Magic);
        stream.Write(BitConverter.GetBytes(Version));
        stream.Write(BitConverter.GetBytes(body.Length));
        stream.Write(SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length)));
        body.WriteTo(stream);
    }

    /// <summary>Restores a state.</summary>
    /// <returns>The step.</returns>
    public static long Load(Stream stream, EngineState state, RunRecords records)
    {
        using var reader = new BinaryReader(new MemoryStream(ReadBody(stream)), Encoding.UTF8);
        if (reader.ReadString() != Fingerprint(state))
        {
            throw new CheckpointException("The checkpoint is of another network, time step or precision.");
        }

        long step = reader.ReadInt64();
        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            LoadBlock(reader, block);
        }

        foreach (var generator in state.Generators)
        {
            generator?.Load(reader);
        }

        state.Workers[0].SynapticEvents = reader.ReadInt64();
        records.Load(reader);
        return step;
    }

    private static byte[] ReadBody(Stream stream)
    {
        var head = new byte[Magic.Length + sizeof(int) + sizeof(long) + SHA256.HashSizeInBytes];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new CheckpointException("This is not a checkpoint of Neuropil.");
        }

        int version = BitConverter.ToInt32(head, Magic.Length);
        if (version != Version)
        {
            throw new CheckpointException($"The checkpoint has version {version}; this program reads version {Version}.");
        }

        long length = BitConverter.ToInt64(head, Magic.Length + sizeof(int));
        using var body = new MemoryStream();
        stream.CopyTo(body);
        var bytes = body.ToArray();
        bool whole = bytes.Length == length
            && SHA256.HashData(bytes).AsSpan().SequenceEqual(head.AsSpan(Magic.Length + sizeof(int) + sizeof(long)));
        return whole ? bytes : throw new CheckpointException("The checkpoint is damaged: its checksum does not match.");
    }

    private static string Fingerprint(EngineState state)
    {
        var text = new StringBuilder();
        text.Append($"{state.TimeStep:R} {state.Synapses};");
        foreach (var block in state.Blocks)
        {
            text.Append(block is null ? "source;" : $"{block.Population.Name} {block.Population.Size} {string.Join(' ', block.Rings.Select(ring => ring.Slots))} {block.Plan.Dump()};");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void SaveBlock(BinaryWriter writer, StateBlock block)
    {
        foreach (int column in StoredColumns(block))
        {
            writer.Write(Cells(block, (nint)block.ColumnAddress[column]));
        }

        foreach (var ring in block.Rings)
        {
            for (int slot = 0; slot < ring.Slots; slot++)
            {
                writer.Write(Cells(block, Row(ring, slot)));
            }
        }
    }

    private static void LoadBlock(BinaryReader reader, StateBlock block)
    {
        foreach (int column in StoredColumns(block))
        {
            reader.BaseStream.ReadExactly(Cells(block, (nint)block.ColumnAddress[column]));
        }

        foreach (var ring in block.Rings)
        {
            for (int slot = 0; slot < ring.Slots; slot++)
            {
                reader.BaseStream.ReadExactly(Cells(block, Row(ring, slot)));
            }
        }
    }

    private static IEnumerable<int> StoredColumns(StateBlock block)
        => Enumerable.Range(0, block.Plan.Columns.Count).Where(i => block.Plan.Columns[i].Kind is ColumnKind.State or ColumnKind.Refractory);

    private static unsafe nint Row(ArrivalRing ring, int slot) => (nint)ring.Row(slot);

    private static unsafe Span<byte> Cells(StateBlock block, nint address) => new((void*)address, block.Population.Size * block.ElementSize);
}
