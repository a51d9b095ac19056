namespace Neuropil;

/// <summary>
/// The physical dimension of a quantity: the exponents of the seven SI base units. Exponents may be halves, so that noise amplitudes
/// (mV/√ms) have a dimension too. Compare <see cref="Quantity"/>, which adds a value.
/// </summary>
/// <remarks>Exponents are kept doubled, one signed byte each, packed into one word: equality and products are single operations.</remarks>
public readonly struct Dimension : IEquatable<Dimension>
{
    private const int BaseCount = 7;

    /// <summary>Symbols of the base units in the order of the packed exponents.</summary>
    internal static readonly string[] BaseSymbols = ["kg", "m", "s", "A", "K", "mol", "cd"];

    private readonly long packed;

    private Dimension(long packed) => this.packed = packed;

    /// <summary>The dimension of a pure number.</summary>
    public static Dimension None => default;

    /// <summary>The dimension with the given SI exponents; each must be a multiple of one half between -63 and 63.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is not a multiple of one half, or too large.</exception>
    public static Dimension Of(double kilogram = 0, double metre = 0, double second = 0, double ampere = 0, double kelvin = 0, double mole = 0,
        double candela = 0)
        => Pack([kilogram, metre, second, ampere, kelvin, mole, candela]);

    /// <summary>All exponents in one word: equal where dimensions are.</summary>
    internal long Packed => packed;

    /// <summary>Whether this is the dimension of a pure number.</summary>
    public bool IsNone => packed == 0;

    /// <summary>The exponent of base unit <paramref name="index"/> in the order kg, m, s, A, K, mol, cd.</summary>
    public double Exponent(int index) => (sbyte)(packed >> (8 * index)) / 2.0;

    /// <summary>The quantity with its article and usual unit, for messages: "a Voltage (mV)", "a pure number", "a quantity in V^2".</summary>
    public string Description => QuantityCatalogue.DescribeOne(this);

    /// <summary>The dimension of a product.</summary>
    public static Dimension operator *(Dimension left, Dimension right) => Combine(left, right, +1);

    /// <summary>The dimension of a quotient.</summary>
    public static Dimension operator /(Dimension left, Dimension right) => Combine(left, right, -1);

    /// <summary>The dimension of a power; the exponent may be a fraction as long as the result has half-integer exponents.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result would have an exponent that is not a multiple of one half.</exception>
    public Dimension Power(double exponent)
    {
        Span<double> exponents = stackalloc double[BaseCount];
        for (int i = 0; i < BaseCount; i++)
        {
            exponents[i] = Exponent(i) * exponent;
        }

        return Pack(exponents);
    }

    /// <inheritdoc/>
    public bool Equals(Dimension other) => packed == other.packed;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dimension other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => packed.GetHashCode();

    /// <summary>Whether two dimensions are the same.</summary>
    public static bool operator ==(Dimension left, Dimension right) => left.packed == right.packed;

    /// <summary>Whether two dimensions differ.</summary>
    public static bool operator !=(Dimension left, Dimension right) => left.packed != right.packed;

    /// <summary>SI base units with exponents, for example <c>kg m^2 s^-3 A^-1</c>; <c>1</c> for a pure number.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        for (int i = 0; i < BaseCount; i++)
        {
            double exponent = Exponent(i);
            if (exponent != 0)
            {
                parts.Add(exponent == 1 ? BaseSymbols[i] : $"{BaseSymbols[i]}^{exponent}");
            }
        }

        return parts.Count == 0 ? "1" : string.Join(' ', parts);
    }

    private static Dimension Combine(Dimension left, Dimension right, int sign)
    {
        Span<double> exponents = stackalloc double[BaseCount];
        for (int i = 0; i < BaseCount; i++)
        {
            exponents[i] = left.Exponent(i) + (sign * right.Exponent(i));
        }

        return Pack(exponents);
    }

    private static Dimension Pack(ReadOnlySpan<double> exponents)
    {
        long word = 0;
        for (int i = 0; i < BaseCount; i++)
        {
            double doubled = exponents[i] * 2;
            if (doubled != Math.Round(doubled) || Math.Abs(doubled) > sbyte.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(exponents), exponents[i], $"The exponent of {BaseSymbols[i]} must be a multiple of one half.");
            }

            word |= (long)(byte)(sbyte)doubled << (8 * i);
        }

        return new Dimension(word);
    }
}
