using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>Weights in 16 bits: a signed number of units, with one unit for a projection.</summary>
internal static class WeightCode
{
    private const int Bits = 15; // and a sign
    private const double Most = (1 << Bits) - 1;

    /// <summary>The binary places that leave the largest weight less than 2^15 units; null where it is nothing that can be coded.</summary>
    public static int? Places(double largest)
    {
        if (!(largest > 0) || !double.IsFinite(largest))
        {
            return null;
        }

        int places = Bits - 1 - Math.ILogB(largest);
        return Math.Round(Math.ScaleB(largest, places)) < 1 << Bits ? places : places - 1;
    }

    /// <summary>Rounds weights to whole units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(Span<float> weights, int places)
    {
        double scale = Math.ScaleB(1, places);
        double unit = Math.ScaleB(1, -places);
        foreach (ref float weight in weights)
        {
            // The bound of a distribution may be exceeded in the last bit.
            weight = (float)(Math.Clamp(Math.Round(weight * scale), -Most, Most) * unit);
        }
    }
}
