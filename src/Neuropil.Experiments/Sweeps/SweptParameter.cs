using System.Globalization;
using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary>A parameter that is varied, and the text that says how: <c>20nS..120nS/11</c>.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Text">What was typed.</param>
/// <param name="Values">The values as the parameter shows them.</param>
public sealed partial record SweptParameter(ExperimentParameter Parameter, string Text, IReadOnlyList<string> Values)
{
    /// <summary>Whether a text is a range rather than a value.</summary>
    internal static bool IsRange(string text) => text.Contains("..", StringComparison.Ordinal);

    /// <summary>
    /// The values of a range, equally far apart, both ends included. Each is the number that its own text stands for, so that a run with that
    /// text has the same bits as the point of the sweep.
    /// </summary>
    /// <exception cref="FormatException">The text is no range of this kind of value, its ends are reversed, or it has no points.</exception>
    internal static IReadOnlyList<object> Range(string text, ParameterKind kind, string? unit)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"{OneLine.Quote(text)} is no range; expected first..last/number of values, for example 20nS..120nS/11.");
        }

        object first = kind.Parse(match.Groups["first"].Value.Trim());
        object last = kind.Parse(match.Groups["last"].Value.Trim());
        if (!int.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
        {
            throw new FormatException($"{OneLine.Quote(text)} has no points; expected 2 or more after the slash.");
        }

        var (from, to) = (kind.Magnitudes(first)!.Single(), kind.Magnitudes(last)!.Single());
        if (!(from < to))
        {
            throw new FormatException($"{OneLine.Quote(text)}: the ends are {(from > to ? "reversed" : "equal")}; expected the smaller one first.");
        }

        return count == 1
            ? throw new FormatException($"{OneLine.Quote(text)} has a single point between two ends; expected 2 or more.")
            : [.. Enumerable.Range(0, count).Select(i => i == 0 ? first : i == count - 1 ? last : Between(i / (count - 1.0)))];

        object Between(double part)
        {
            double value = from + (part * (to - from));
            object rounded = kind.FromMagnitude(double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
                ?? throw new FormatException(
                    $"{OneLine.Quote(text)}: {value.ToString("G6", CultureInfo.InvariantCulture)} is no whole number; choose ends and number so that all "
                    + $"values are.");
            return kind.Parse(kind.Format(rounded, unit));
        }
    }

    [GeneratedRegex(@"^(?<first>.+?)\.\.(?<last>.+)/(?<count>[^/]*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
