namespace Neuropil.Experiments;

/// <summary>
/// The smallest current that makes a cell fire, found by populations: each run divides the interval in which it must lie into
/// <see cref="Parts"/>, which is bisection five times over.
/// </summary>
public static class Rheobase
{
    /// <summary>Cells in a run.</summary>
    public const int Parts = 32;

    private const int Rounds = 2;

    /// <summary>The smallest current at which a cell fires as asked, known to lie between two currents, and how far below the last that fails is.</summary>
    /// <param name="silent">A current at which it does not.</param>
    /// <param name="firing">A larger one at which it does.</param>
    /// <param name="run">Gives so many steps at once, each to a cell of its own.</param>
    /// <param name="fires">Whether a cell fires as asked.</param>
    public static (Current Value, Current Uncertainty) Between(
        Current silent, Current firing, Func<IReadOnlyList<Current>, IReadOnlyList<StepFiring>> run, Func<StepFiring, bool> fires)
    {
        for (int round = 0; round < Rounds; round++)
        {
            Current width = (firing - silent) / Parts;
            Current[] amplitudes = [.. Enumerable.Range(1, Parts).Select(i => i == Parts ? firing : silent + (i * width))];
            int first = run(amplitudes).ToList().FindIndex(each => fires(each));
            first = first < 0 ? Parts - 1 : first;
            (silent, firing) = (first == 0 ? silent : amplitudes[first - 1], amplitudes[first]);
        }

        return (firing, firing - silent);
    }
}
