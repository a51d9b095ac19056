using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>What a check predicts and found, for people: a value and its tolerance, or bounds.</summary>
internal static class CheckText
{
    /// <summary>One line.</summary>
    public static string Line(Check check, Language language)
        => language.Format(
            "{0}: {1}: predicted {2}, measured {3} ({4})", language.Text(check.Passed ? "passed" : "FAILED"), check.Name,
            check.Bounds is null ? $"{Number(check.Predicted)} +- {Number(check.Tolerance)}" : Predicted(check, language, Number), Number(check.Measured),
            check.Source);

    /// <summary>The predicted value, or the bounds.</summary>
    public static string Predicted(Check check, Language language, Func<double, string> number) => check.Bounds switch
    {
        null => number(check.Predicted),
        { Lowest: double.NegativeInfinity, Highest: var highest } => language.Format("at most {0}", number(highest)),
        { Lowest: var lowest, Highest: double.PositiveInfinity, WithoutLowest: true } => language.Format("more than {0}", number(lowest)),
        { Lowest: var lowest, Highest: double.PositiveInfinity } => language.Format("at least {0}", number(lowest)),
        { Lowest: var lowest, Highest: var highest } => language.Format("from {0} to {1}", number(lowest), number(highest)),
    };

    /// <summary>The tolerance; nothing for bounds.</summary>
    public static string Tolerance(Check check, Func<double, string> number) => check.Bounds is null ? number(check.Tolerance) : "";

    private static string Number(double value) => value.ToString(Math.Abs(value) is >= 1000 and < 1e9 ? "0" : "G4", CultureInfo.InvariantCulture);
}
