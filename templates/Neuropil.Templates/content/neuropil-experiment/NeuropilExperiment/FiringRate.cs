namespace NeuropilExperiment;

/// <summary>How fast do integrate-and-fire cells fire that inhibit each other?</summary>
public static class FiringRate
{
    private static readonly LeakyIntegrateAndFire cell = new()
    {
        Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = -65 * mV, Threshold = -50 * mV, Reset = -65 * mV, RefractoryPeriod = 2 * ms,
    };

    /// <summary>Runs it as the arguments say; <c>--help</c> lists them.</summary>
    public static int Run(string[] arguments)
        => Page.Run<FiringParameters>(arguments, "How fast do cells fire that inhibit each other?", Build, Find, name: "firing-rate");

    private static void Build(FiringParameters p, Network network)
    {
        var cells = network.Add(new Population("cells", p.Cells, cell with { Inputs = [new ConstantCurrent { Amplitude = p.Current }] }));
        network.Connect(
            cells, cells, new FixedProbability(0.2), new Exponential("inhibition") { Decay = 8 * ms, Reversal = -75 * mV }, p.Weight, delay: 1 * ms);
    }

    private static void Find(FiringParameters p, Network network, Session session, Findings findings)
    {
        var run = session.Simulate(network, p.TimeStep);
        var spikes = run.Record(network.Find("cells").Spikes);
        findings.Always(() => // however far the run has come
        {
            findings.Answer($"They fire at {spikes.Trains().MeanRate() / Hz:F1} Hz.");
            findings.Figure("raster", "Spikes", "Each point is a spike.", spikes.Raster());
            findings.Spikes(spikes.Trains());
            findings.Populations(spikes.Trains());
        });
        run.Advance(p.Duration);

        // Cells alone fire regularly, at intervals that have a closed form. On the grid of time steps the refractory period is the nearest number of steps,
        // and the rise to the threshold ends up to a step later.
        double depolarisation = 15, drive = (p.Current / (10 * nS)) / mV, step = p.TimeStep / ms;
        if (p.Weight / nS == 0 && drive > depolarisation)
        {
            double refractory = step * Math.Floor((2 / step) + 0.5 + 1e-9), rise = 20 * Math.Log(drive / (drive - depolarisation));
            if (p.Duration / ms > refractory + (2 * rise) + (3 * step)) // two spikes
            {
                findings.Check("interval between spikes (ms)", refractory + rise + (0.5 * step), spikes.Trains().InterspikeIntervals().Mean / ms,
                    (0.5 * step) + 1e-9, "closed form, and its rounding to time steps");
            }
        }
    }
}
