using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>A number without a unit.</summary>
internal sealed class NumberKind : ParameterKind
{
    public override string Name => "number";

    public override object Parse(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"{OneLine.Quote(text)} is no number; expected one without unit, for example 0.02.");

    public override string Format(object value, string? unit) => ((double)value).ToString("G15", CultureInfo.InvariantCulture);

    public override string ToExactText(object value) => ((double)value).ToString("R", CultureInfo.InvariantCulture);

    public override IEnumerable<double> Magnitudes(object value) => [(double)value];

    public override bool CanVary => true;

    public override object? FromMagnitude(double magnitude) => magnitude;

    public override object Scale(object value, double factor) => (double)value * factor;
}
