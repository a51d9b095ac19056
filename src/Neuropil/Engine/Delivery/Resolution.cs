namespace Neuropil.Engine;

/// <summary>
/// The units of a port's arrivals. What arrives in a step is a sum of 64-bit integers that count 2^-<paramref name="Bits"/> of the weight's kernel
/// unit: integers have no rounding, so that their sum has no order. Static weights are integers of 32 bits that count 2^-<paramref name="WeightBits"/>.
/// </summary>
/// <param name="Bits">Binary places of an arrival.</param>
/// <param name="WeightBits">Binary places of a static weight.</param>
internal sealed record Resolution(int Bits, int WeightBits)
{
    /// <summary>Below this the kernel's conversion to a double is exact.</summary>
    public const int SumBits = 51;

    /// <summary>A source may stand so often in one step before a sum can leave the range: 2^6 times.</summary>
    public const int HeadroomBits = 6;

    /// <summary>A source that stands more often in one step could leave 64 bits.</summary>
    public const int MostRepeats = 1 << (63 - SumBits + HeadroomBits - 1);

    // A static weight is below 2^30 in magnitude.
    private const int StaticWeightBits = 30;

    // Weights of 2^-60 kernel units are taken for zero: the resolution must be a normal number in single precision too.
    private const int SmallestExponent = -60;

    // In-degrees up to 2^15 leave static weights all their bits: 15 + 30 + 6 = 51.
    private const int InDegreeBits = SumBits - HeadroomBits - StaticWeightBits;

    /// <summary>The unit of arrivals, in kernel units.</summary>
    public double Unit => Math.ScaleB(1, -Bits);

    /// <summary>By how many places a static weight is shifted to be an arrival; the same for all ports of a network.</summary>
    public int Shift => Bits - WeightBits;

    /// <summary>
    /// The resolutions of a network's ports, from exponents alone (a maximum has no order): with at most 2^d synapses of one cell and weights below
    /// 2^e a sum is below 2^(d + e + s) in units of 2^-s, and must be below 2^(51 - 6).
    /// </summary>
    public static Resolution[] Choose(IReadOnlyList<PortLargest> loads)
    {
        int[] degree = [.. loads.Select(load => CeilingOfLogarithm(load.InDegree))];
        int shift = Math.Clamp(InDegreeBits - degree.DefaultIfEmpty(InDegreeBits).Max(), 0, InDegreeBits);
        return [.. loads.Select((load, port) => Of(load, degree[port], shift))];
    }

    /// <summary>A weight in kernel units as an integer of 32 bits.</summary>
    public int Count(float weight) => (int)Math.Round(Math.ScaleB(weight, WeightBits));

    private static Resolution Of(PortLargest load, int degree, int shift)
    {
        int exponent = load.Weight > 0 ? Math.Max(SmallestExponent, Math.ILogB(load.Weight) + 1) : 0;
        int bits = StaticWeightBits - exponent - Math.Max(0, degree - InDegreeBits);
        return new Resolution(bits + shift, bits);
    }

    private static int CeilingOfLogarithm(long count) => count <= 1 ? 0 : 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(count - 1));
}
