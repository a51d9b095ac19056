using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Turns the weights of a table from floats into integers, in place: how fine these are is known only when all weights of a port have been
/// drawn.
/// </summary>
internal static unsafe class WeightConversion
{
    private const int WordsAtOnce = 1 << 16;

    public static void Convert(RowTable table, ArrivalSpace space, IReadOnlyDictionary<Port, Resolution> resolutions, int threads)
    {
        if (table.Form.IsCoded)
        {
            int shift = resolutions[table.CodedPort!].Bits - table.WeightPlaces;
            Array.Fill(table.Amounts, table.FirstPlace | ((long)shift << 32));
            return;
        }

        if (!table.Form.WeightsDiffer)
        {
            for (int i = 0; i < table.Classes.Length; i++)
            {
                var resolution = resolutions[table.Classes[i].Port!];
                table.Amounts[i] = (long)resolution.Count(table.Classes[i].Weight) << resolution.Shift;
            }

            return;
        }

        long words = table.Count;
        int pieces = (int)((words + WordsAtOnce - 1) / WordsAtOnce);
        Shares.Run(pieces, words, threads, (first, end) =>
            Convert((ulong*)table.Words, (long)first * WordsAtOnce, Math.Min(words, (long)end * WordsAtOnce), space, resolutions));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert(ulong* words, long first, long end, ArrivalSpace space, IReadOnlyDictionary<Port, Resolution> resolutions)
    {
        // Words of one projection stand together, so that the port seldom changes.
        var (begin, behind) = (0L, 0L);
        double scale = 0;
        for (long word = first; word < end; word++)
        {
            ulong packed = words[word];
            long place = (uint)packed % space.Size;
            if (place < begin || place >= behind)
            {
                (var port, begin, behind) = space.PortAt(place);
                scale = Math.ScaleB(1, resolutions[port].WeightBits);
            }

            float weight = BitConverter.UInt32BitsToSingle((uint)(packed >> 32));
            words[word] = (uint)packed | ((ulong)(uint)(int)Math.Round(weight * scale) << 32);
        }
    }
}
