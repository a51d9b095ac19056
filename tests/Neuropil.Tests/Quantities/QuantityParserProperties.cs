using FsCheck;
using FsCheck.Fluent;

namespace Neuropil.Tests.Quantities;

public class QuantityParserProperties
{
    // Plain random strings hardly ever get past the first character: pieces of the grammar do.
    private static readonly string[] pieces =
    [
        "1", "67", "-", "+", ".", "e", "e-5", " ", "mV", "nS", "cm", "ms", "M", "^", "**", "*", "/", "(", ")", "sqrt", "sqrt(", "2", "-2", "0.5", "1/2",
            "²", "⁻",
        "°", "degC", "C", "µ", "Ω", "nan", "inf", "E", "xyz", ",", "uniform(", "normal(", "clipped(", "lognormal(", "gamma(", "exponential(", "\n", "\0",
            "\uD800", "9999999999",
    ];

    private static readonly Gen<string> texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(pieces).ListOf().Select(string.Concat));

    [Fact]
    public void Any_text_gives_a_quantity_or_an_error_with_a_position_in_it()
        => Check(text => Quantity.Parse(text));

    [Fact]
    public void Any_text_gives_a_voltage_or_an_error_with_a_position_in_it()
        => Check(text => Voltage.Parse(text));

    [Fact]
    public void Any_text_gives_a_parameter_or_an_error_with_a_position_in_it()
        => Check(text => Parameter<Conductance>.Parse(text));

    [Fact]
    public void Any_text_and_position_gives_a_unit_or_a_position_in_the_text()
        => Prop.ForAll(Arb.From(texts), Arb.From(Gen.Choose(0, 20)), (text, start) =>
        {
            int position = Math.Min(start, text.Length);
            bool success = UnitParser.TryParse(text, ref position, out Quantity unit);
            return position >= 0 && position <= text.Length && (!success || !double.IsNaN(unit.SiValue));
        }).Check(Many);

    [Fact]
    public void What_is_printed_is_read_back_to_fifteen_digits()
    {
        Gen<double> values = Gen.Choose(-999_999_999, 999_999_999).Two()
            .SelectMany(_ => Gen.Choose(-200, 200), (digits, power) => (digits.Item1 + (digits.Item2 * 1e-9)) * Math.Pow(10, power));
        Gen<Dimension> named = Gen.Elements(GeneratedOperatorsTests.QuantityTypes().Select(GeneratedOperatorsTests.DimensionOf).ToArray());
        Gen<Dimension> any = Gen.Choose(-8, 8).ArrayOf(7)
            .Select(e => Dimension.Of(e[0] / 2.0, e[1] / 2.0, e[2] / 2.0, e[3] / 2.0, e[4] / 2.0, e[5] / 2.0, e[6] / 2.0));
        Prop.ForAll(Arb.From(values), Arb.From(Gen.OneOf(named, any)), (si, dimension) =>
        {
            var value = new Quantity(si, dimension);
            Quantity read = Quantity.Parse(value.ToString());

            // Half of the last of 15 digits, where the first is 1; and the rounding of the unit's factor on both ways, of the digits, and of their product.
            return read.Dimension == dimension && Math.Abs(read.SiValue - si) <= Math.Abs(si) * (5e-15 + (4 * 2.3e-16));
        }).Check(Many);
    }

    private static Config Many => Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(2000);

    private static void Check(Action<string> parse)
        => Prop.ForAll(Arb.From(texts), text =>
        {
            try
            {
                parse(text);
                return true;
            }
            catch (QuantityFormatException error)
            {
                return error.Position >= 0 && error.Position <= text.Length && !error.Message.Contains('\n');
            }
        }).Check(Many);
}
