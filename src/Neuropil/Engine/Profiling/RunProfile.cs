using System.Globalization;

namespace Neuropil;

/// <summary>What a part of a network does in a step.</summary>
public enum ProfileKind
{
    /// <summary>The cells of a population advance, or its sources draw their spikes.</summary>
    Cells,

    /// <summary>Spikes reach the synapses of a projection; its release and plasticity run.</summary>
    Synapses,

    /// <summary>A coupling acts.</summary>
    Coupling,

    /// <summary>Something is recorded.</summary>
    Record,

    /// <summary>Ranks tell each other what they need, and wait for each other.</summary>
    Exchange,

    /// <summary>Threads wait for each other, and whatever belongs to no part.</summary>
    Rest,
}

/// <summary>The time that a part took.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">Its name: that of a population, of a projection, or what is recorded.</param>
/// <param name="Seconds">The seconds of all threads together.</param>
public readonly record struct ProfilePart(ProfileKind Kind, string Name, double Seconds);

/// <summary>
/// What the parts of a network have taken of the time of all threads in the step loop (<see cref="Simulation.Profile"/>), the longest first. Static synapses of
/// one source lie together: their time is divided among projections by the number of synapses. The clock itself takes some 30 ns for each part and step.
/// </summary>
/// <param name="Parts">The parts.</param>
public sealed record RunProfile(IReadOnlyList<ProfilePart> Parts)
{
    private const string Rest = "threads that wait, and the rest";

    /// <summary>The time of all threads in the step loop.</summary>
    public double Seconds => Parts.Sum(part => part.Seconds);

    /// <summary>The profile of several simulations together.</summary>
    public RunProfile Add(RunProfile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(InOrder(Parts.Concat(other.Parts)
            .GroupBy(part => (part.Kind, part.Name), (key, own) => new ProfilePart(key.Kind, key.Name, own.Sum(part => part.Seconds)))));
    }

    /// <summary>A line for each part: seconds, share, and what it is.</summary>
    public override string ToString()
    {
        double all = Seconds;
        return string.Join('\n', Parts.Select(part => string.Create(CultureInfo.InvariantCulture,
            $"{part.Seconds,10:0.000} s  {(all > 0 ? part.Seconds / all : 0),6:0.0 %}  {TextOf(part)}")));
    }

    /// <summary>The profile of parts that have taken some of the time of all threads.</summary>
    internal static RunProfile Of(IEnumerable<ProfilePart> parts, double threadSeconds)
    {
        var known = parts.ToList();
        return new(InOrder(known.Append(new ProfilePart(ProfileKind.Rest, Rest, Math.Max(0, threadSeconds - known.Sum(part => part.Seconds))))));
    }

    private static List<ProfilePart> InOrder(IEnumerable<ProfilePart> parts)
        => [.. parts.OrderByDescending(part => part.Seconds).ThenBy(part => part.Kind).ThenBy(part => part.Name, StringComparer.Ordinal)];

    private static string TextOf(ProfilePart part)
        => part.Kind == ProfileKind.Rest ? part.Name : $"{part.Kind.ToString().ToLowerInvariant()}  {part.Name}";
}
