namespace Neuropil.Files;

/// <summary>Times as files have them.</summary>
internal static class FileTimes
{
    // 0.0103 s times 1000 is 10.299999999999999: fifteen digits, all that a decimal number keeps, give 10.3 back.

    /// <summary>Milliseconds of a time in seconds.</summary>
    public static double Milliseconds(double seconds) => (double)(decimal)(seconds * 1000);
}
