using System.Numerics;
using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// The spikes of some cells of a population in a batch of steps, as few bytes: a number for each (step, cell), ascending, and of these the gaps, seven bits to
/// a byte; or a bit for each, where that is shorter and no cell spikes twice in a step.
/// </summary>
internal static unsafe class SpikeCode
{
    private const int LongestNumber = 10; // bytes
    private const int AsBits = 1;

    /// <summary>Adds the spikes of this rank's cells of a population to what it gives.</summary>
    /// <param name="meeting">Takes the bytes.</param>
    /// <param name="histories">The spikes of its workers, whose cells are ascending.</param>
    /// <param name="range">The cells of this rank.</param>
    /// <param name="firstStep">The first step of the batch.</param>
    /// <param name="steps">How many steps it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(RankMeeting meeting, ReadOnlySpan<SpikeHistory> histories, (int Begin, int End) range, long firstStep, int steps)
    {
        long cells = range.End - range.Begin;
        long count = 0;
        long gapBytes = 0;
        long last = 0;
        bool hasRepeats = false;
        for (int k = 0; k < steps; k++)
        {
            foreach (var history in histories)
            {
                var spikes = history.Of(firstStep + k);
                for (long i = 0; i < spikes.Count; i++)
                {
                    long number = (k * cells) + (spikes.Cells[i] - range.Begin);
                    hasRepeats |= count > 0 && number == last;
                    gapBytes += BytesOf((ulong)(number - last));
                    last = number;
                    count++;
                }
            }
        }

        long bitBytes = ((steps * cells) + 7) / 8;
        bool asBits = !hasRepeats && bitBytes < gapBytes;
        var room = meeting.Room(checked((int)(LongestNumber + (asBits ? bitBytes : gapBytes))));
        int place = Number(room, 0, ((ulong)count << 1) | (asBits ? AsBits : 0u));
        if (asBits)
        {
            room.Slice(place, (int)bitBytes).Clear();
        }

        last = 0;
        for (int k = 0; count > 0 && k < steps; k++)
        {
            foreach (var history in histories)
            {
                var spikes = history.Of(firstStep + k);
                for (long i = 0; i < spikes.Count; i++)
                {
                    long number = (k * cells) + (spikes.Cells[i] - range.Begin);
                    if (asBits)
                    {
                        room[place + (int)(number >> 3)] |= (byte)(1 << (int)(number & 7));
                    }
                    else
                    {
                        place = Number(room, place, (ulong)(number - last));
                        last = number;
                    }
                }
            }
        }

        meeting.Take(place + (asBits ? (int)bitBytes : 0));
    }

    /// <summary>Gives a history the spikes that another rank has written.</summary>
    /// <returns>What follows them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<byte> Read(
        ReadOnlySpan<byte> bytes, SpikeHistory history, (int Begin, int End) range, long firstStep, int steps, NativeList<int> cellsOfStep)
    {
        int place = 0;
        ulong head = Number(bytes, ref place);
        long cells = range.End - range.Begin;
        long left = (long)(head >> 1);
        cellsOfStep.Count = 0;
        int step = 0;
        if ((head & AsBits) == 0)
        {
            for (long number = 0; left > 0; left--)
            {
                number += (long)Number(bytes, ref place);
                Add(number);
            }

            bytes = bytes[place..];
        }
        else
        {
            int length = (int)(((steps * cells) + 7) / 8);
            for (int i = 0; i < length; i++)
            {
                for (uint bits = bytes[place + i]; bits != 0; bits &= bits - 1)
                {
                    Add((8L * i) + BitOperations.TrailingZeroCount(bits));
                }
            }

            bytes = bytes[(place + length)..];
        }

        for (; step < steps; step++)
        {
            EndStep();
        }

        return bytes;

        void Add(long number)
        {
            for (; number >= (step + 1L) * cells; step++)
            {
                EndStep();
            }

            cellsOfStep.Add((int)(number - (step * cells)) + range.Begin);
        }

        void EndStep()
        {
            history.EndStep(firstStep + step, cellsOfStep.Span);
            cellsOfStep.Count = 0;
        }
    }

    private static int BytesOf(ulong number) => number < 1 << 7 ? 1 : number < 1 << 14 ? 2 : (BitOperations.Log2(number) / 7) + 1;

    private static int Number(Span<byte> room, int place, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            room[place++] = (byte)(number | 0x80);
        }

        room[place++] = (byte)number;
        return place;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int place)
    {
        ulong number = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[place++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }
}
