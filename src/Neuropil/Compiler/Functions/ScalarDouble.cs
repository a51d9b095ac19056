namespace Neuropil.Compiler;

/// <summary>The primitives on one double: what every SIMD width must equal bit for bit.</summary>
internal sealed class ScalarDouble : IPrimitives<double, bool>
{
    /// <summary>The only instance.</summary>
    public static readonly ScalarDouble Instance = new();

    private const long FractionBits = (1L << 52) - 1;

    private ScalarDouble()
    {
    }

    /// <inheritdoc/>
    public bool IsSingle => false;

    /// <inheritdoc/>
    public double Constant(double value) => value;

    /// <inheritdoc/>
    public double Add(double a, double b) => a + b;

    /// <inheritdoc/>
    public double Subtract(double a, double b) => a - b;

    /// <inheritdoc/>
    public double Multiply(double a, double b) => a * b;

    /// <inheritdoc/>
    public double Divide(double a, double b) => a / b;

    /// <inheritdoc/>
    public double FusedMultiplyAdd(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    public double Negate(double a) => -a;

    /// <inheritdoc/>
    public double Absolute(double a) => Math.Abs(a);

    /// <inheritdoc/>
    public double CopySign(double magnitude, double sign) => Math.CopySign(magnitude, sign);

    /// <inheritdoc/>
    public double SquareRoot(double a) => Math.Sqrt(a);

    /// <inheritdoc/>
    public double Minimum(double a, double b) => a < b ? a : b;

    /// <inheritdoc/>
    public double Maximum(double a, double b) => a > b ? a : b;

    /// <inheritdoc/>
    public double RoundToEven(double a) => Math.Round(a, MidpointRounding.ToEven);

    /// <inheritdoc/>
    public double ShiftIntoExponent(double a) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a) << 52);

    /// <inheritdoc/>
    public double Exponent(double x) => (BitConverter.DoubleToInt64Bits(x) >> 52) - 1023;

    /// <inheritdoc/>
    public double Fraction(double x) => BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(x) & FractionBits) | (1023L << 52));

    /// <inheritdoc/>
    public bool Less(double a, double b) => a < b;

    /// <inheritdoc/>
    public bool LessOrEqual(double a, double b) => a <= b;

    /// <inheritdoc/>
    public bool Equal(double a, double b) => a == b;

    /// <inheritdoc/>
    public bool And(bool a, bool b) => a && b;

    /// <inheritdoc/>
    public bool Or(bool a, bool b) => a || b;

    /// <inheritdoc/>
    public bool Not(bool a) => !a;

    /// <inheritdoc/>
    public double Select(bool mask, double a, double b) => mask ? a : b;
}
