namespace Neuropil.Compiler;

/// <summary>The primitives on one single-precision number: what every SIMD width must equal bit for bit.</summary>
internal sealed class ScalarSingle : IPrimitives<float, bool>
{
    /// <summary>The only instance.</summary>
    public static readonly ScalarSingle Instance = new();

    private const int FractionBits = (1 << 23) - 1;

    private ScalarSingle()
    {
    }

    /// <inheritdoc/>
    public bool IsSingle => true;

    /// <inheritdoc/>
    public float Constant(double value) => (float)value;

    /// <inheritdoc/>
    public float Add(float a, float b) => a + b;

    /// <inheritdoc/>
    public float Subtract(float a, float b) => a - b;

    /// <inheritdoc/>
    public float Multiply(float a, float b) => a * b;

    /// <inheritdoc/>
    public float Divide(float a, float b) => a / b;

    /// <inheritdoc/>
    public float FusedMultiplyAdd(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    public float Negate(float a) => -a;

    /// <inheritdoc/>
    public float Absolute(float a) => MathF.Abs(a);

    /// <inheritdoc/>
    public float CopySign(float magnitude, float sign) => MathF.CopySign(magnitude, sign);

    /// <inheritdoc/>
    public float SquareRoot(float a) => MathF.Sqrt(a);

    /// <inheritdoc/>
    public float Minimum(float a, float b) => a < b ? a : b;

    /// <inheritdoc/>
    public float Maximum(float a, float b) => a > b ? a : b;

    /// <inheritdoc/>
    public float RoundToEven(float a) => MathF.Round(a, MidpointRounding.ToEven);

    /// <inheritdoc/>
    public float ShiftIntoExponent(float a) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a) << 23);

    /// <inheritdoc/>
    public float Exponent(float x) => (BitConverter.SingleToInt32Bits(x) >> 23) - 127;

    /// <inheritdoc/>
    public float Fraction(float x) => BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(x) & FractionBits) | (127 << 23));

    /// <inheritdoc/>
    public bool Less(float a, float b) => a < b;

    /// <inheritdoc/>
    public bool LessOrEqual(float a, float b) => a <= b;

    /// <inheritdoc/>
    public bool Equal(float a, float b) => a == b;

    /// <inheritdoc/>
    public bool And(bool a, bool b) => a && b;

    /// <inheritdoc/>
    public bool Or(bool a, bool b) => a || b;

    /// <inheritdoc/>
    public bool Not(bool a) => !a;

    /// <inheritdoc/>
    public float Select(bool mask, float a, float b) => mask ? a : b;
}
