namespace Neuropil.Experiments;

/// <summary>The progress of one simulation that is advanced in several pieces, of which each would otherwise be taken for the whole.</summary>
/// <param name="shown">Where to report.</param>
/// <param name="end">The simulated time at which the last piece ends.</param>
internal sealed class ProgressTowards(Progress shown, Time end) : Progress
{
    public override void Report(double simulatedSeconds, double totalSeconds)
    {
        // The end, to rounding, is the end: it completes the line.
        double whole = end.SiValue;
        shown.Report(simulatedSeconds > whole * (1 - 1e-12) ? whole : simulatedSeconds, whole);
    }

    public override void Stop() => shown.Stop();
}
