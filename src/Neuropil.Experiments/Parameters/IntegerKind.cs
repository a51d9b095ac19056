using System.Globalization;
using System.Numerics;

namespace Neuropil.Experiments;

/// <summary>A whole number.</summary>
internal sealed class IntegerKind<T> : ParameterKind
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override string Name => "whole number";

    public override object Parse(string text)
    {
        if (T.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out T value))
        {
            return value;
        }

        throw BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? new FormatException($"{OneLine.Quote(text)} is too large; expected a whole number from {T.MinValue} to {T.MaxValue}.")
            : new FormatException($"{OneLine.Quote(text)} is no whole number; expected one, for example 4000.");
    }

    public override string Format(object value, string? unit) => ((T)value).ToString(null, CultureInfo.InvariantCulture);

    public override bool CanVary => true;

    public override object? FromMagnitude(double magnitude) => double.IsInteger(magnitude) ? T.CreateChecked(magnitude) : null;

    public override IEnumerable<double> Magnitudes(object value) => [double.CreateChecked((T)value)];
}
