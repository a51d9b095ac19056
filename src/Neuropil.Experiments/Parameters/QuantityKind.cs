using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>A number with a unit: <c>67 nS</c>.</summary>
internal sealed class QuantityKind<T> : ParameterKind
    where T : struct, IQuantity<T>, IParsable<T>, IFormattable
{
    public override string Name { get; } = KebabCase.Of(typeof(T).Name).Replace('-', ' ');

    public override object Parse(string text) => T.Parse(text, CultureInfo.InvariantCulture);

    public override string Format(object value, string? unit) => ((T)value).ToString(unit, CultureInfo.InvariantCulture);

    public override string ToExactText(object value) => ((T)value).SiValue.ToString("R", CultureInfo.InvariantCulture);

    public override object FromExactText(string text) => T.FromSi(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    public override IEnumerable<double> Magnitudes(object value) => [((T)value).SiValue];

    public override bool CanVary => true;

    public override object? FromMagnitude(double magnitude) => T.FromSi(magnitude);

    public override (string Name, double Magnitude) Unit(string? declared)
        => declared is null ? (DisplayUnit.For<T>().Name, DisplayUnit.For<T>().SiValue) : (declared, Quantity.Parse($"1 {declared}").SiValue);

    public override object Scale(object value, double factor) => T.FromSi(((T)value).SiValue * factor);
}
