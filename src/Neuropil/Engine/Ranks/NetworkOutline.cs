using System.Globalization;
using System.Reflection;

namespace Neuropil.Engine;

/// <summary>
/// What ranks compare before they build a network together: the version of the program, the seed, the step, the sizes. What differs in this is named; what
/// differs in parameters or synapses is found by the <see cref="NetworkFingerprint"/>.
/// </summary>
internal static class NetworkOutline
{
    public static string Of(Network network, RunOptions options)
    {
        var lines = new List<string>
        {
            $"version {Version()}",
            $"seed {network.Seed}",
            $"noise seed {network.NoiseSeed ?? network.Seed}",
            $"time step {options.TimeStep}",
            $"precision {options.Precision}",
            $"backend {options.Backend}",
            $"path refinement {options.PathRefinement}",
        };
        if (options.StepsAhead is { } ahead)
        {
            lines.Add($"steps ahead {ahead}");
        }

        lines.AddRange(network.Populations.Select(population => $"population '{population.Name}' of {population.Size} cells"));
        if (options.Partition is { } partition)
        {
            var ranges = RankRanges.Of(network.Populations, options.RanksOrCurrent.Count, partition);
            lines.AddRange(network.Populations.Select((population, i)
                => $"population '{population.Name}' divided at {string.Join(", ", ranges.Skip(1).Select(rank => rank[i].Begin))}"));
        }

        lines.AddRange(network.Projections.Select(projection => $"projection '{projection.Name}' from {projection.Source.Count} to {projection.Target.Count}"));
        return string.Join('\n', lines);
    }

    /// <summary>Says in what two outlines differ.</summary>
    public static string Difference(string first, int rank, string other)
    {
        string[] ours = first.Split('\n');
        string[] theirs = other.Split('\n');
        int line = Enumerable.Range(0, Math.Max(ours.Length, theirs.Length)).First(i => Line(ours, i) != Line(theirs, i));
        return string.Create(CultureInfo.InvariantCulture,
            $"The ranks have different networks: rank 0 has {Line(ours, line)}, and rank {rank} {Line(theirs, line)}.");
    }

    private static string Line(string[] lines, int line) => line < lines.Length ? lines[line] : "nothing more";

    private static string Version()
    {
        var assembly = typeof(NetworkOutline).Assembly;
        return $"{assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion} ({assembly.ManifestModule.ModuleVersionId:N})";
    }
}
