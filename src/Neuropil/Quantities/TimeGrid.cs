using System.Globalization;

namespace Neuropil;

/// <summary>
/// The rule for every time that a user gives to something that happens in steps: delays, spike times, refractory periods, the beginnings and ends of currents,
/// intervals of records, clocks, durations. A time that is a multiple of the step but for the rounding of decimal numbers is that multiple. Any other one is
/// rounded to the nearest, a half upwards, with a warning that states the time used. What must last, and is below half a step, is an error.
/// </summary>
/// <param name="timeStep">The time step in seconds, above 0.</param>
internal readonly struct TimeGrid(double timeStep)
{
    // In steps, and beyond one step relatively: 1.5 ms / 0.1 ms is 15.000000000000002 and 0.35 ms / 0.1 ms is 3.4999999999999996, and a time written with ten
    // digits is meant.
    private const double Tolerance = 1e-9;

    /// <summary>The grid of a time step.</summary>
    public TimeGrid(Time timeStep)
        : this(timeStep.SiValue)
    {
    }

    /// <summary>What is added to a number of steps before its fraction is cut, so that it is the nearest.</summary>
    public const double RoundsUp = 0.5 + Tolerance;

    /// <summary>Half a step, less what makes a half in decimal numbers lie beyond it: what rounds to a step or before is no later than that and this.</summary>
    public const double BelowHalf = 0.5 - Tolerance;

    /// <summary>The number of steps nearest to a time in seconds; it may be more than an integer holds.</summary>
    public double Nearest(double seconds)
    {
        double exact = seconds / timeStep;
        return Math.Floor(exact + 0.5 + (Tolerance * Math.Max(1, Math.Abs(exact))));
    }

    /// <summary>Whether a time in seconds is a multiple of the step but for rounding. A time below the tolerance is not zero: only zero is zero.</summary>
    public bool Holds(double seconds)
    {
        double exact = seconds / timeStep;
        double nearest = Nearest(seconds);
        return Math.Abs(exact - nearest) <= Tolerance * Math.Max(1, Math.Abs(exact)) && (nearest != 0 || seconds == 0);
    }

    /// <summary>Null for a time on the grid; else a warning that states the time used. It is for what a user wrote.</summary>
    public string? Warning(double seconds, string name) => Holds(seconds) ? null
        : $"{name} is {Milliseconds(seconds)}, not a multiple of the time step {Milliseconds(timeStep)}; {Milliseconds(Nearest(seconds) * timeStep)} is used.";

    /// <summary>
    /// The steps of what must last: <paramref name="seconds"/> is more than zero. A warning is added when it had to be rounded, unless it stands there
    /// already.
    /// </summary>
    /// <exception cref="ArgumentException">It is not a positive number, or below half a step; the message names it.</exception>
    public double Duration(double seconds, string name, ICollection<string> warnings)
    {
        RequireDuration(seconds, name);
        if (Warning(seconds, name) is { } warning && !warnings.Contains(warning))
        {
            warnings.Add(warning);
        }

        return Nearest(seconds);
    }

    /// <summary>Refuses what does not last for at least half a step.</summary>
    /// <exception cref="ArgumentException">It is not a positive number, or below half a step; the message names it.</exception>
    public void RequireDuration(double seconds, string name)
    {
        if (!(seconds > 0) || double.IsInfinity(seconds) || Nearest(seconds) < 1)
        {
            throw new ArgumentException($"{name} is {Milliseconds(seconds)}; expected at least the time step, {Milliseconds(timeStep)}.");
        }
    }

    /// <summary>A time as messages write it: in milliseconds, whatever its size, with as many digits as a person writes.</summary>
    public static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:G12} ms");
}
