namespace Neuropil;

/// <summary>
/// Reads the text form of a parameter: a value ("6 nS") or a distribution as it prints ("normal(40 nS, 15 nS)",
/// "clipped(normal(40 nS, 15 nS), 0 nS, 100 nS)").
/// </summary>
internal static class DistributionParser
{
    private const int MaximalDepth = 8;

    private static readonly string[] names =
        ["uniform", "normal", "lognormal", "exponential", "gamma", "truncatednormal", "clipped", "truncated"];

    public static Parameter<T> Parse<T>(string text)
        where T : struct, IQuantity<T>
    {
        ArgumentNullException.ThrowIfNull(text);
        return HasCall(text) ? ParseDistribution<T>(text, 0, text.Length, 0) : QuantityParser.Parse<T>(text);
    }

    // A distribution ends in ')' and begins with a word before '('; "mV/sqrt(ms)" has a '/' before it, "sqrt(ms)" is a unit.
    private static bool HasCall(string text)
    {
        int open = text.IndexOf('(');
        string word = open < 0 ? "" : text[..open].Trim();
        return word.Length > 0 && word != "sqrt" && word.All(char.IsLetter);
    }

    private static Distribution<T> ParseDistribution<T>(string text, int start, int end, int depth)
        where T : struct, IQuantity<T>
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        int open = text.IndexOf('(', start, end - start);
        string name = text[start..(open < 0 ? end : open)].Trim();
        if (!names.Contains(name.ToLowerInvariant()))
        {
            throw Fault(text, $"'{QuantityParser.Shorten(name)}' is no distribution.{NearestName.DidYouMean(name, names)}", start);
        }

        if (open < 0 || depth > MaximalDepth)
        {
            throw Fault(text, open < 0 ? "'(' is missing." : "there are too many parentheses.", start);
        }

        List<(int Start, int End)> arguments = SplitArguments(text, open, end);
        try
        {
            return Make<T>(text, name.ToLowerInvariant(), arguments, start, depth);
        }
        catch (ArgumentException exception)
        {
            throw Fault(text, exception.Message.Split(" (Parameter", 2)[0], open + 1);
        }
    }

    private static Distribution<T> Make<T>(string text, string name, List<(int Start, int End)> arguments, int start, int depth)
        where T : struct, IQuantity<T>
    {
        int expected = name switch { "exponential" => 1, "clipped" or "truncated" => 3, "truncatednormal" => 4, _ => 2 };
        if (arguments.Count != expected)
        {
            throw Fault(text, $"{name} takes {expected} argument{(expected == 1 ? "" : "s")}, not {arguments.Count}.", start);
        }

        T Value(int index) => ParseArgument<T>(text, arguments[index].Start, arguments[index].End);
        Distribution<T> Inner() => ParseDistribution<T>(text, arguments[0].Start, arguments[0].End, depth + 1);
        return name switch
        {
            "uniform" => Distributions.Uniform(Value(0), Value(1)),
            "normal" => Distributions.Normal(Value(0), Value(1)),
            "lognormal" => Distributions.LogNormal(Value(0), Value(1)),
            "exponential" => Distributions.Exponential(Value(0)),
            "gamma" => Distributions.Gamma(Value(0), Value(1)),
            "truncatednormal" => Distributions.TruncatedNormal(Value(0), Value(1), Value(2), Value(3)),
            "clipped" => Distributions.Clipped(Inner(), Value(1), Value(2)),
            _ => Distributions.Truncated(Inner(), Value(1), Value(2)),
        };
    }

    private static T ParseArgument<T>(string text, int start, int end)
        where T : struct, IQuantity<T>
    {
        try
        {
            return QuantityParser.Parse<T>(text[start..end]);
        }
        catch (QuantityFormatException exception)
        {
            throw new QuantityFormatException(exception.Message, start + exception.Position);
        }
    }

    // The arguments between the parenthesis at `open` and its partner, which must be the last character.
    private static List<(int Start, int End)> SplitArguments(string text, int open, int end)
    {
        var arguments = new List<(int, int)>();
        int depth = 0;
        int start = open + 1;
        for (int i = open; i < end; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if ((text[i] == ',' && depth == 1) || depth == 0)
            {
                arguments.Add((start, i));
                start = i + 1;
            }

            if (depth == 0)
            {
                return text[start..end].Trim().Length == 0 ? arguments : throw Fault(text, "nothing was expected after ')'.", start);
            }
        }

        throw Fault(text, "')' is missing.", end);
    }

    private static QuantityFormatException Fault(string text, string message, int position)
        => new($"\"{QuantityParser.Shorten(text)}\" is no parameter: {message}", position);
}
