using System.Globalization;

namespace Neuropil;

/// <summary>
/// Progress as text: <c>42 % | 42.0 ms of 100 ms | 3.1x slower than real time | 0.4 s left</c>. The speed is that of the whole run so far:
/// it does not jump, and the time left follows from it.
/// </summary>
internal sealed class ProgressLine(TextWriter output, bool updateInPlace, TimeProvider clock, Func<string, string>? reword = null) : Progress
{
    /// <summary>A run that is over sooner shows nothing but its last line.</summary>
    private static readonly TimeSpan QuietStart = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan InPlaceInterval = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(3);

    private long started;
    private long lastShown;
    private double startedAtSimulated;
    private bool running;
    private int shownLength;

    public override void Report(double simulatedSeconds, double totalSeconds)
    {
        long now = clock.GetTimestamp();
        bool complete = simulatedSeconds >= totalSeconds;
        if (!running)
        {
            // A report of the end alone is a run that had nothing left to do.
            running = !complete;
            (started, lastShown, startedAtSimulated) = (now, now, simulatedSeconds);
            return;
        }

        if (complete)
        {
            Show(Describe(simulatedSeconds, totalSeconds, clock.GetElapsedTime(started, now)));
            Stop();
        }
        else if (clock.GetElapsedTime(started, now) >= QuietStart
            && clock.GetElapsedTime(lastShown, now) >= (updateInPlace ? InPlaceInterval : PlainInterval))
        {
            lastShown = now;
            Show(Describe(simulatedSeconds, totalSeconds, clock.GetElapsedTime(started, now)));
        }
    }

    public override void Stop()
    {
        if (updateInPlace && shownLength > 0)
        {
            output.WriteLine();
            shownLength = 0;
        }

        running = false;
    }

    private string Describe(double simulated, double total, TimeSpan wall)
    {
        double done = simulated - startedAtSimulated;
        string speed = "";
        string time = string.Create(CultureInfo.InvariantCulture, $" | {Duration(wall.TotalSeconds)} taken");
        if (done > 0 && wall > TimeSpan.Zero)
        {
            double factor = done / wall.TotalSeconds;
            speed = factor >= 1
                ? string.Create(CultureInfo.InvariantCulture, $" | {Ratio(factor)}x faster than real time")
                : string.Create(CultureInfo.InvariantCulture, $" | {Ratio(1 / factor)}x slower than real time");
            if (simulated < total)
            {
                time = $" | {Duration((total - simulated) / factor)} left";
            }
        }

        double percent = total > 0 ? Math.Floor(100 * simulated / total) : 100;
        return string.Create(CultureInfo.InvariantCulture, $"{percent,3:0} % | {Simulated(simulated, total)}{speed}{time}");
    }

    private void Show(string line)
    {
        line = reword?.Invoke(line) ?? line;
        if (updateInPlace)
        {
            output.Write('\r' + line.PadRight(shownLength));
            output.Flush();
            shownLength = line.Length;
        }
        else
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Both simulated times of a line are in the unit that suits the total.</summary>
    private static string Simulated(double seconds, double total) => total < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.0} ms of {total * 1e3:0.###} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s of {total:0.###} s");

    private static string Ratio(double ratio) => ratio.ToString(ratio < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Duration(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60)} min {Math.Floor(seconds % 60):00} s"),
        < 360_000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600)} h {Math.Floor(seconds % 3600 / 60):00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:0} days"),
    };
}
