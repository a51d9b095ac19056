using System.Numerics;

namespace Neuropil.Engine;

/// <summary>A set of delays in steps: a bit for each, up to the longest.</summary>
internal sealed class DelaySet
{
    private ulong[] bits = new ulong[16];

    public void Add(int delay)
    {
        EnsureRoom(delay >> 6);
        bits[delay >> 6] |= 1UL << delay;
    }

    public void Add(DelaySet other)
    {
        EnsureRoom(other.bits.Length - 1);
        for (int i = 0; i < other.bits.Length; i++)
        {
            bits[i] |= other.bits[i];
        }
    }

    /// <summary>The delays, ascending.</summary>
    public int[] ToArray()
    {
        var delays = new List<int>();
        for (int i = 0; i < bits.Length; i++)
        {
            for (ulong left = bits[i]; left != 0; left &= left - 1)
            {
                delays.Add((i << 6) + BitOperations.TrailingZeroCount(left));
            }
        }

        return [.. delays];
    }

    private void EnsureRoom(int word)
    {
        if (word >= bits.Length)
        {
            Array.Resize(ref bits, Math.Max(word + 1, 2 * bits.Length));
        }
    }
}
