namespace Neuropil.Benchmarks;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014, OOPSLA): good enough to scatter synapses, and fast enough to draw a hundred million.</summary>
internal static class SplitMix
{
    /// <summary>64 random bits of a number.</summary>
    public static ulong Mixed(ulong counter)
    {
        ulong z = (counter + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
