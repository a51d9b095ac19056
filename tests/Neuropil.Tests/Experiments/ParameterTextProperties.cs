using FsCheck;
using FsCheck.Fluent;
using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

public class ParameterTextProperties
{
    private static readonly SpikeLottery experiment = new();

    private static Config Quietly => Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    public static TheoryData<string> Options => [.. experiment.Parameters.Select(parameter => parameter.Option)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Any_text_is_a_value_or_a_one_line_error(string option)
        => Prop.ForAll(Texts(), text => { Resolved(option, text); }).Check(Quietly);

    [Theory]
    [MemberData(nameof(Options))]
    public void A_shown_value_reads_back_as_the_same_text(string option)
        => Prop.ForAll(Texts(), text => Resolved(option, text) is not { } values
            || Shown(Resolved(option, Shown(values, option))!, option) == Shown(values, option))
            .Check(Quietly);

    [Theory]
    [MemberData(nameof(Options))]
    public void An_exact_value_reads_back_to_the_bit(string option)
        => Prop.ForAll(Texts(), text => Resolved(option, text)?.ExactTexts() is not { } texts
                || ResolvedParameters.FromExactTexts(experiment, texts).ExactTexts().SequenceEqual(texts))
            .Check(Quietly);

    [Fact]
    public void Any_name_of_a_preset_or_an_option_is_known_or_a_one_line_error()
        => Prop.ForAll(Texts(), name =>
        {
            OneLineErrorOf(() => ResolvedParameters.Resolve(experiment, preset: name, []));
            OneLineErrorOf(() => ResolvedParameters.Resolve(experiment, preset: null, [KeyValuePair.Create(name, "1")]));
        }).Check(Quietly);

    /// <summary>Strings of all sorts, and numbers with pieces of units, which come further into the parsers.</summary>
    private static Arbitrary<string> Texts()
    {
        Gen<string> numbers = Gen.Choose(-1000, 1000).Select(number => (number / 8.0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Gen<string> pieces = Gen.Elements("nS", "mV", "ms", "mS/cm^2", " ", "", "/", "^", ",", "e", "-", "1", "nan", "fair-draw", "on", "\n", "\u2028",
            "\ud800");
        Gen<string> composed = numbers.Zip(pieces.ArrayOf(3), (number, parts) => number + string.Concat(parts));
        return Gen.OneOf(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get), composed, pieces).ToArbitrary();
    }

    private static ResolvedParameters? Resolved(string option, string text)
    {
        ResolvedParameters? values = null;
        string? error = OneLineErrorOf(() => values = ResolvedParameters.Resolve(experiment, preset: null, [KeyValuePair.Create(option, text)]));
        Assert.True(error is null || error.StartsWith("--" + option, StringComparison.Ordinal), error);
        return values;
    }

    private static string Shown(ResolvedParameters values, string option) => values.Texts.Single(each => each.Parameter.Option == option).Text;

    private static string? OneLineErrorOf(Func<object> act)
    {
        try
        {
            act();
            return null;
        }
        catch (UserErrorException error)
        {
            Assert.DoesNotContain(error.Message, c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029');
            return error.Message;
        }
    }
}
