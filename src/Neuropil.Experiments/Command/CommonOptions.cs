using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>Options that several commands have, read in one place so that their errors are the same everywhere.</summary>
internal static class CommonOptions
{
    private const int MostThreads = 1024;
    private const int MostSeeds = 1_000_000;

    public static Option<string> Threads()
        => new ValueOption("--threads", "number", "threads to use, or auto for as many as pay off; the results are the same", "auto");

    public static Option<string> Precision() => new ValueOption("--precision", "double|single", "number format of the state", "double");

    public static Option<string> Seed(ulong standard) => new ValueOption("--seed", "number", "decides everything random", $"{standard}");

    public static Option<string> Seeds()
        => new ValueOption("--seeds", "number", "repeat with so many successive seeds and report means with their standard errors", "1");

    public static Option<string> Shard() => new("--shard")
    {
        HelpName = "number/count",
        Description = "calculate one share of a sweep's points, 3/16: the others are other processes' that write into the same folder",
    };

    public static Option<string> Out(string standard)
        => new ValueOption("--out", "folder", "where summary, report, figures and data are written", standard);

    public static Option<string> CheckpointEvery() => new("--checkpoint-every")
    {
        HelpName = "time",
        Description = "time between two checkpoints, from which 'resume' goes on after a crash, or never [default: 30 s, the first after a minute]",
    };

    public static Option<string> RecordBudget() => new("--record-budget")
    {
        HelpName = "bytes",
        Description = "recorded spikes that stay in memory, such as 256MB; the rest goes to records/ in the folder while the run lasts [default: all stay]",
    };

    public static Option<string> Figures() => new ValueOption(
        "--figures", "formats", "what figures are saved as: svg,pdf,png; pdf and png need rsvg-convert or Chromium, and svg is always there", "svg");

    /// <summary>The text that was given for an option; null when it was not given.</summary>
    public static string? Text(this ParseResult parsed, Option<string> option)
        => parsed.GetResult(option) is { Implicit: false } result ? string.Concat(result.Tokens.Select(token => token.Value)) : null;

    /// <summary>The number of threads; 0 for automatic.</summary>
    public static int ReadThreads(this ParseResult parsed, Option<string> option) => parsed.Text(option) switch
    {
        null or "auto" => 0,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is > 0 and <= MostThreads => threads,
        var text => throw new UserErrorException($"--threads: {OneLine.Quote(text)} is no number of threads; expected 1 to {MostThreads}, or auto."),
    };

    /// <summary>The time between checkpoints: null for the standard, zero for never.</summary>
    public static Time? ReadCheckpointEvery(this ParseResult parsed, Option<string> option)
    {
        const double Longest = 1e9; // 30 years
        if (parsed.Text(option) is not { } text)
        {
            return null;
        }

        if (text == "never")
        {
            return Time.FromSi(0);
        }

        try
        {
            var time = Time.Parse(text);
            return time.SiValue is > 0 and < Longest ? time
                : throw new UserErrorException($"--checkpoint-every: {OneLine.Quote(text)} is no time between checkpoints; expected more than 0 s, or never.");
        }
        catch (QuantityFormatException error)
        {
            throw new UserErrorException($"--checkpoint-every: {OneLine.Of(error.Message)}", error);
        }
    }

    /// <summary>The bytes of recorded spikes in memory; null for all.</summary>
    public static long? ReadRecordBudget(this ParseResult parsed, Option<string> option) => parsed.Text(option) switch
    {
        null => null,
        var text => ByteText.Parse(text)
            ?? throw new UserErrorException($"--record-budget: {OneLine.Quote(text)} is no number of bytes; expected one with its unit, such as 256MB."),
    };

    /// <summary>The number format.</summary>
    public static Precision ReadPrecision(this ParseResult parsed, Option<string> option) => parsed.Text(option)?.ToLowerInvariant() switch
    {
        null or "double" => Neuropil.Precision.Double,
        "single" or "float" => Neuropil.Precision.Single,
        var text => throw new UserErrorException(
            $"--precision: {OneLine.Quote(text)} is no precision; expected double or single.{NearestName.DidYouMean(text, ["double", "single"])}"),
    };

    /// <summary>The formats of figures beside SVG, which this machine can make.</summary>
    public static IReadOnlyList<FigureFormat> ReadFigures(this ParseResult parsed, Option<string> option, Language language)
    {
        FigureFormat[] formats = [.. (parsed.Text(option) ?? "svg").Split(',').Select(name => Enum.GetValues<FigureFormat>()
            .Cast<FigureFormat?>().FirstOrDefault(format => string.Equals(RunFiles.Ending(format!.Value), name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new UserErrorException(
                $"--figures: {OneLine.Quote(name)} is no format; expected svg, pdf or png, or several with commas between.")).Distinct()];
        foreach (FigureFormat format in formats)
        {
            // Said before the run, not after hours of it.
            try
            {
                FigureConverter.Require(format, language.Text("Time"));
            }
            catch (InvalidOperationException missing)
            {
                throw new UserErrorException($"--figures: {missing.Message}", missing);
            }
        }

        return [.. formats.Where(format => format != FigureFormat.Svg)];
    }

    /// <summary>The number of seeds.</summary>
    public static int ReadSeeds(this ParseResult parsed, Option<string> option) => parsed.Text(option) switch
    {
        null => 1,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seeds) && seeds is > 0 and <= MostSeeds => seeds,
        var text => throw new UserErrorException($"--seeds: {OneLine.Quote(text)} is no number of seeds; expected a whole number from 1 to {MostSeeds}."),
    };

    /// <summary>The seed.</summary>
    public static ulong ReadSeed(this ParseResult parsed, Option<string> option, ulong standard) => parsed.Text(option) switch
    {
        null => standard,
        var text when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) => seed,
        var text => throw new UserErrorException($"--seed: {OneLine.Quote(text)} is no seed; expected a whole number from 0 to {ulong.MaxValue}."),
    };

    /// <summary>The output folder.</summary>
    public static string ReadOut(this ParseResult parsed, Option<string> option, string standard) => parsed.Text(option) switch
    {
        null => standard,
        { Length: 0 } => throw new UserErrorException("--out: the name of the folder is empty."),
        var text => text,
    };
}
