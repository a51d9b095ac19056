using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The sparse network of excitatory and inhibitory cells: its four regimes, in simulation and in the mean field.</summary>
internal sealed class BrunelExperiment : Experiment<BrunelParameters>
{
    // What is drawn and saved of many cells.
    private const int ShownCells = 100;
    private static readonly Time shownTime = 200 * ms;

    // So short that the rhythm of cells that fire together, and twice its frequency, are seen where they are.
    private static readonly Time spectrumBin = 0.2 * ms;

    // Slower fluctuations than this are those of the window.
    private static readonly Frequency slowestRhythm = 8 * Hz;

    public override string Name => "brunel";

    public override string Question => "In which regimes does a sparse network of integrate-and-fire cells fire: regularly or not, in synchrony or not?";

    public override string Source => "Brunel, J. Comput. Neurosci. 8 (2000), figure 8";

    public override IReadOnlyList<Preset<BrunelParameters>> Presets => BrunelReferences.Presets;

    public override void Run(BrunelParameters p, Session session, Findings findings)
    {
        var (network, cells) = p.Build(session.Seed);
        var run = session.Simulate(network, p.TimeStep);
        var progress = session.Progress.Towards(BrunelParameters.Settling + p.Duration);
        run.Advance(BrunelParameters.Settling, progress);
        var record = run.Record(cells.Spikes);
        var theory = BrunelTheory.Rate(p);
        findings.Always(() => Show(p, record.Trains(), theory, findings));
        run.Advance(p.Duration, progress);
        var activity = new Activity(record.Trains());
        foreach (var reference in BrunelReferences.All)
        {
            findings.Check(reference.Reference, p, () => reference.Of(activity));
        }

        foreach (var reference in BrunelReferences.OfTheory)
        {
            findings.Check(reference, p, theory / Hz);
        }
    }

    protected override void Validate(BrunelParameters p) => Refuse.If(!(p.Reset < p.Threshold), $"--reset {p.Reset} is not below --threshold {p.Threshold}");

    private static void Show(BrunelParameters p, SpikeTrains spikes, Frequency theory, Findings findings)
    {
        if (!(spikes.Duration.SiValue > 0))
        {
            return;
        }

        var activity = new Activity(spikes);
        string rhythm = double.IsFinite(activity.PeakHz) ? $"; the rate of all has its strongest rhythm at {activity.PeakHz:F0} Hz" : "";
        findings.Answer(
            $"At g {p.InhibitoryRatio:G3} and eta {p.ExternalRatio:G3} cells fire at {activity.RateHz:F2} Hz (mean field: {theory / Hz:F2} Hz) with a CV of "
                + $"{StatisticText.Of(activity.Cv, "F2")}{rhythm}.");
        findings.Measure("rate (Hz)", activity.RateHz);
        findings.Measure("CV of intervals", activity.Cv);
        findings.Measure("mean-field rate (Hz)", theory / Hz);
        findings.Measure("synchrony: Fano factor of all spikes in 1 ms over the number of cells", activity.Synchrony);
        findings.Populations(spikes.Slice("E", ..p.Excitatory), spikes.Slice("I", p.Excitatory..));
        var shown = spikes.Slice("some cells", ..Math.Min(ShownCells, p.Excitatory));
        findings.Spikes(shown);
        var late = shown.Window(shown.Stop - Time.FromSi(Math.Min(shownTime.SiValue, shown.Duration.SiValue)), shown.Stop);
        findings.Figure(
            "raster", "Spikes", $"Each point is a spike of one of {shown.NeuronCount} excitatory cells, in the last {late.Duration}.", late.Raster());
        if (activity.Spectrum is { } spectrum)
        {
            findings.Figure("spectrum", "Rhythms", "Power spectrum of the rate of all cells (Welch's method, bins of 0.2 ms).", spectrum.Plot());
        }
    }

    /// <summary>What is measured of the spikes of all cells.</summary>
    internal sealed class Activity(SpikeTrains spikes)
    {
        public double RateHz { get; } = spikes.MeanRate() / Hz;

        public double Cv { get; } = spikes.InterspikeIntervals().Cv;

        public PowerSpectrum? Spectrum { get; } = spikes.Duration >= 500 * ms ? spikes.PopulationRate(spectrumBin).Spectrum(250 * ms) : null;

        /// <summary>Where the spectrum of the rate is highest; NaN for a run too short for it.</summary>
        public double PeakHz => Spectrum is null ? double.NaN : Spectrum.Peak(slowestRhythm).Frequency / Hz;

        /// <summary>The variance over the mean of the number of all spikes in 1 ms, over the number of cells: 1/N for independent Poisson cells.</summary>
        public double Synchrony { get; } = OfBins(spikes);

        private static double OfBins(SpikeTrains spikes)
        {
            double[] counts = [.. spikes.PopulationRate(1 * ms).Values.Select(rate => rate * 1e-3 * spikes.NeuronCount)];
            double mean = counts.DefaultIfEmpty(double.NaN).Average();
            return counts.Select(count => (count - mean) * (count - mean)).DefaultIfEmpty(double.NaN).Average() / mean / spikes.NeuronCount;
        }
    }
}
