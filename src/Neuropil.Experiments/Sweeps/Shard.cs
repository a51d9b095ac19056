using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>
/// One of several processes that share the points of a sweep: every <paramref name="Count"/>-th point from <paramref name="Number"/> on, counted from 1.
/// </summary>
/// <param name="Number">Which of them this is, from 1.</param>
/// <param name="Count">How many there are.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>The only process.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Whether the point of that index, counted from 0, is this process's.</summary>
    public bool Has(int index) => index % Count == Number - 1;

    /// <summary>Reads <c>3/16</c>.</summary>
    /// <exception cref="UserErrorException">The text is none, or the number is beyond the count.</exception>
    public static Shard Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length != 2 || !Read(parts[0], out int number) || !Read(parts[1], out int count) || count == 0)
        {
            throw new UserErrorException(
                $"--shard: {OneLine.Quote(text)} is no share of the points; expected this process's number and how many there are, for example 3/16.");
        }

        return number >= 1 && number <= count
            ? new Shard(number, count)
            : throw new UserErrorException(
                $"--shard: {OneLine.Quote(text)}: process {number} of {count} does not exist; expected 1/{count} to {count}/{count}.");

        static bool Read(string part, out int value) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Number}/{Count}";
}
