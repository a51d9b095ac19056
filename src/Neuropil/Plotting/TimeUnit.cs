namespace Neuropil;

/// <summary>The unit in which an axis shows time.</summary>
/// <param name="Symbol">The unit's symbol.</param>
/// <param name="PerSecond">How many of the unit make a second.</param>
public readonly record struct TimeUnit(string Symbol, double PerSecond)
{
    /// <summary>Milliseconds.</summary>
    public static TimeUnit Milliseconds => new("ms", 1000);

    /// <summary>Seconds.</summary>
    public static TimeUnit Seconds => new("s", 1);

    /// <summary>Minutes.</summary>
    public static TimeUnit Minutes => new("min", 1 / 60.0);

    /// <summary>The unit that makes readable numbers of times up to <paramref name="longest"/>.</summary>
    public static TimeUnit For(Time longest) => longest.SiValue switch
    {
        <= 2 => Milliseconds,
        <= 600 => Seconds,
        _ => Minutes,
    };

    /// <summary>A time as a multiple of this unit.</summary>
    public double Of(Time time) => FromSeconds(time.SiValue);

    /// <summary>A time in seconds as a multiple of this unit.</summary>
    public double FromSeconds(double seconds) => seconds * PerSecond;
}
