using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// The counter-based generator Philox4x32-10: ten rounds turn a 128-bit counter and a 64-bit key into 128 random bits. There is no state, so
/// any number of any stream can be made by anyone at any time, which is what makes results independent of threads and tiles.
/// </summary>
/// <remarks>Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011), section 3.3.</remarks>
internal static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint WeylGoldenRatio = 0x9E3779B9; // 2^32 / golden ratio
    internal const uint WeylSquareRoot3 = 0xBB67AE85; // 2^32 (sqrt 3 - 1)
    internal const int Rounds = 10;

    /// <summary>The four random words of counter (<paramref name="c0"/>, ...) under key (<paramref name="k0"/>, <paramref name="k1"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (uint R0, uint R1, uint R2, uint R3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += WeylGoldenRatio;
            k1 += WeylSquareRoot3;
        }

        return (c0, c1, c2, c3);
    }
}
