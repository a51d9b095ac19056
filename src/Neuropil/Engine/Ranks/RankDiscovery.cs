using System.Globalization;
using System.Reflection;

namespace Neuropil.Engine;

/// <summary>
/// Finds the ranks with which a process was started. Who knows how to reach them is a library of its own, which a program may refer to; a process that was
/// started as one of several without it would take itself for the only one, and is refused.
/// </summary>
internal static class RankDiscovery
{
    private const string Library = "Neuropil.Mpi";
    private const string Finder = "Neuropil.Mpi.MpiRanks";

    /// <summary>Variables in which launchers tell a process how many there are.</summary>
    private static readonly string[] counts = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"];
    private static readonly string[] numbers = ["OMPI_COMM_WORLD_RANK", "PMI_RANK"];

    public static RankGroup Find()
    {
        int started = Started();
        if (started <= 1)
        {
            return RankGroup.Alone;
        }

        if (Load() is { } library)
        {
            var find = library.GetType(Finder, throwOnError: true)!.GetMethod("Find", BindingFlags.Public | BindingFlags.Static)!;
            return (RankGroup?)find.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, CultureInfo.InvariantCulture)
                ?? RankGroup.Alone;
        }

        throw new RankException(
            $"This process was started as one of {started}, and the program has no {Library} to reach the others: each would simulate the whole network. "
            + $"Refer to it (#:package {Library}@*, in a checkout #:project ../src/{Library}), or start one process.");
    }

    /// <summary>How many processes the launcher has started, by what it says; 0 where there is none.</summary>
    public static int Started() => Largest(counts);

    /// <summary>The number of this process among them, from 0 on, by what the launcher says: to know who prints before anybody is reached.</summary>
    public static int Number() => Started() <= 1 ? 0 : Largest(numbers);

    private static int Largest(string[] variables) => variables.Select(Environment.GetEnvironmentVariable)
        .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : 0).Max();

    private static Assembly? Load()
    {
        try
        {
            return Assembly.Load(Library);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
