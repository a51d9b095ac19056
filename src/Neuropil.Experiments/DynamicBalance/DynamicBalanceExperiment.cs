using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="DynamicBalanceExperiment"/>.</summary>
internal sealed record DynamicBalanceParameters
{
    [Option("delay of inhibition onto excitatory cells; all other synapses have 1 ms", AtLeast = "0.5 ms", AtMost = "5 ms", Unit = "ms")]
    public Time Delay { get; init; } = 1 * ms;

    [Option("fluctuations of the common drive: standard deviation over mean", AtLeast = "0", AtMost = "0.4")] public double Fluctuation { get; init; } = 0.1;
    [Option("measured time", AtLeast = "2 s", Unit = "s")] public Time Duration { get; init; } = 4 * second;
    [Option("by how many times the drive grows in the step", AtLeast = "1.05", AtMost = "3")] public double Step { get; init; } = 1.5;
}

/// <summary>Inhibition that follows excitation in time, by how much it is late, and what a balance is worth that does not follow.</summary>
internal sealed class DynamicBalanceExperiment : Experiment<DynamicBalanceParameters>
{
    private const int Listeners = 20; // cells whose currents are recorded
    private const int Windows = 20;
    private static readonly Time dt = 0.1 * ms;
    private static readonly Time interval = 0.2 * ms;
    private static readonly Time settling = 200 * ms;
    private static readonly Time late = 2 * ms; // by how much inhibition is delayed for comparison

    public override string Name => "dynamic-balance";

    public override string Question => "Does inhibition follow excitation in time?";

    public override string Source => "Okun and Lampl, Nat. Neurosci. 11 (2008); Vogels and Abbott, Nat. Neurosci. 12 (2009); E-I balance, a dynamic state";

    public override void Run(DynamicBalanceParameters p, Session session, Findings findings)
    {
        var (near, far, rate) = Follow(p, session.Part(0, 2));
        var (correlation, error) = MeanOf(near.Correlations);
        var (shuffled, shuffledError) = MeanOf(near.Shuffled);
        double[][] curves = near.Curves, farCurves = far.Curves;
        var (lag, lagError) = MeanOf([.. curves.Select(near.Peak)]);
        var (farLag, farError) = MeanOf([.. farCurves.Select(far.Peak)]);
        double apart = (correlation - shuffled) / Math.Sqrt((error * error) + (shuffledError * shuffledError));
        findings.Check(Check.AtLeast("correlation of excitation and inhibition in a cell above that of other times (standard errors)", 10, apart,
            "inhibition follows"));
        findings.Check(Check.Between("lag of inhibition behind excitation (ms)", 0.5, 5, lag, "one synapse and the response of inhibitory cells; recorded "
            + "lags are a few ms (Okun and Lampl 2008)"));
        findings.Check(Check.MoreThan("lag less two standard errors (ms)", 0, lag - (2 * lagError), "its interval is above zero"));
        findings.Check(
            "growth of the lag in cells that inhibition reaches 2 ms later (ms)", late / ms, farLag - lag, 3 * double.Hypot(lagError, farError),
            "the delay itself, in the same network; 3 standard errors");
        findings.Measure("correlation of excitation and inhibition", correlation);
        findings.Measure("lag of inhibition (ms)", lag);
        findings.Measure("standard error of the lag (ms)", lagError);
        findings.Measure("lag with 2 ms more (ms)", farLag);
        var step = StepResponseOf(p, rate, session.Part(1, 2));
        findings.Check(Check.Between(
            "part of a step of excitation that inhibition takes back", 0.5, 1, step.Cancelled, "a network in balance: all of it for many inputs of each "
                + "cell, here 160 and 40"));
        findings.Check(new Reference<DynamicBalanceParameters>(
            "growth of the rate in a step: static balance over dynamic", 0, "a balance that does not follow is none where the input changes; at least 2",
            Reference.Defaults<DynamicBalanceParameters>(each => each.Delay, each => each.Step)).AtLeast(2), p, step.StaticGrowth / step.Growth);
        findings.Measure("part of a step that inhibition takes back", step.Cancelled);
        findings.Measure("rate after the step over before", step.Growth);
        findings.Measure("the same with inhibition that does not follow", step.StaticGrowth);
        findings.Answer(
            $"Yes, {lag:F2} +- {lagError:F2} ms behind it: excitation and inhibition of a cell have a correlation of {correlation:F2} ({shuffled:F2} "
                + $"between different times). When the drive grows by {100 * (p.Step - 1):F0} %, inhibition takes back {100 * step.Cancelled:F0} % of the "
                + $"excitation that comes, and cells fire {step.Growth:F1} times as fast; cells whose inhibition was right before and stays as it was fire "
                + $"{step.StaticGrowth:F1} times as fast.");
        findings.Note("A cell's excitation and inhibition come from different cells: what is alike in them is what the network shares. The noise of single "
            + "synapses is each current's own, so that the correlation stays below one however well populations follow each other. A network whose own "
            + "inhibition is late is another matter: with --delay 3ms this one begins to oscillate, and its cells' currents become more alike, not less.");
        Draw(near, curves, farCurves, step, findings);
    }

    private static (CurrentLag Near, CurrentLag Far, Frequency InhibitoryRate) Follow(DynamicBalanceParameters p, Session session)
    {
        int count = (int)Math.Ceiling((settling + p.Duration) / ms) + 1;
        var network = new FollowingNetwork(p.Delay, Fluctuating(p.Fluctuation, count, session.Seed), session);
        Population[] listeners = [network.AddListeners("near", Listeners, p.Delay), network.AddListeners("far", Listeners, p.Delay + late)];
        using var run = session.Simulate(network.Network, dt);
        int[] all = [.. Enumerable.Range(0, Listeners)];
        var reads = Array.ConvertAll(listeners, cells => run.Record(cells, all, interval, "excitation.current", "inhibition.current"));
        run.Advance(settling, Progress.None);
        var spikes = run.Record(network.Cells.Slice("I", FollowingNetwork.Excitatory..).Spikes);
        run.Advance(p.Duration);
        var found = Array.ConvertAll(reads, read => Currents(read()));
        return (found[0], found[1], spikes.Trains().MeanRate());

        CurrentLag Currents(Traces traces)
        {
            double[] Current(int column, int sign) => [.. traces.Columns[column].In(pA).Skip((int)(settling / interval)).Select(value => sign * value)];
            return new CurrentLag(Array.ConvertAll(all, cell => Current(cell, 1)), Array.ConvertAll(all, cell => Current(Listeners + cell, -1)),
                interval / ms, Windows);
        }
    }

    // An Ornstein-Uhlenbeck process about 1 with a correlation time of 20 ms, never below zero.
    private static double[] Fluctuating(double deviation, int count, ulong seed)
    {
        const double Correlation = 20; // ms
        var random = new RandomStream(seed, RandomPurpose.SpikeSource, entity: 1);
        double kept = Math.Exp(-1 / Correlation), fresh = Math.Sqrt(1 - (kept * kept)), x = 0;
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            x = (kept * x) + (fresh * random.NextNormal());
            values[i] = Math.Max(0, 1 + (deviation * x));
        }

        return values;
    }

    private static StepFound StepResponseOf(DynamicBalanceParameters p, Frequency inhibitoryRate, Session session)
    {
        const int Before = 500, After = 500, Static = 200, Bin = 10; // ms, ms, cells, ms
        int start = (int)(settling / ms), count = start + Before + After + 1;
        var network = new FollowingNetwork(p.Delay, [.. Enumerable.Range(0, count).Select(i => i < start + Before ? 1 : p.Step)], session);
        var held = network.AddStatic("static", Static, inhibitoryRate);
        var run = session.Simulate(network.Network, dt, name: "step");
        var excitatory = network.Cells.Slice("E", ..FollowingNetwork.Excitatory);
        var records = new[] { excitatory.Mean("excitation.current"), excitatory.Mean("inhibition.current"), held.Mean("excitation.current"),
            held.Mean("inhibition.current") }
            .Select(mean => run.Record(mean with { Interval = 1 * ms })).ToList();
        run.Advance(settling, Progress.None);
        var (spikes, heldSpikes) = (run.Record(excitatory.Spikes), run.Record(held.Spikes));
        run.Advance((Before + After) * ms);
        double[][] currents = [.. records.Select(record => record.Traces().Columns[0].In(pA).Skip(start).ToArray())];
        double[] times = [.. Enumerable.Range(0, (Before + After) / Bin).Select(i => (Bin * (i + 0.5)) - Before)];

        double[] Binned(double[] current) => [.. times.Select((_, i) => current.Skip(i * Bin).Take(Bin).Average())];

        // The last halves: what is new when it has settled.
        double Change(int record) => currents[record].Skip(Before + (After / 2)).Average() - currents[record].Skip(Before / 2).Take(Before / 2).Average();
        double Growth(SpikeRecord record)
        {
            var trains = record.Trains();
            return trains.Window(trains.Stop - ((After / 2) * ms), trains.Stop).MeanRate() / trains.Window(trains.Start, trains.Start + (Before * ms))
                .MeanRate();
        }

        return new StepFound(times, Array.ConvertAll(currents, Binned), -Change(1) / Change(0), Growth(spikes), Growth(heldSpikes));
    }

    private static void Draw(CurrentLag near, double[][] curves, double[][] farCurves, StepFound step, Findings findings)
    {
        int shown = (int)(200 / near.Interval);
        double[] times = [.. Enumerable.Range(0, shown).Select(i => i * near.Interval)];
        double[] Mean(double[][] all) => [.. Enumerable.Range(0, all[0].Length).Select(i => all.Average(curve => curve[i]))];
        Series Sum(string name, int first, LineStyle style) => Plot.Line(
            name, step.TimesMs, step.Currents[first].Zip(step.Currents[first + 1], (e, i) => e + i), style, first == 0 ? EiColours.Both : Palette.At(3));
        findings.SideBySide(
            "dynamic-balance", "Inhibition follows",
            "(A) Excitation of a cell, and its inhibition reversed. (B) Their correlation against the lag of inhibition, and in cells that it reaches 2 ms "
                + "later. (C) Mean currents of excitatory cells when the drive grows. (D) The sum of both, also of cells whose inhibition does not follow.",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Current", "pA"),
                Plot.Line("excitation", times, near.Excitation[0].Take(shown), colour: EiColours.Excitation),
                Plot.Line("inhibition, reversed", times, near.Inhibition[0].Take(shown), colour: EiColours.Inhibition)),
            Plot.Panel(
                new Axis("Lag of inhibition", "ms"), new Axis("Correlation"),
                Plot.Line("as it is", near.Lags, Mean(curves), colour: EiColours.Both),
                    Plot.Line("2 ms later", near.Lags, Mean(farCurves), LineStyle.Dashed, Palette.At(5)),
                ReferenceLine.AtX(0)),
            Plot.Panel(
                new Axis("Time after the step", "ms"), new Axis("Current", "pA"),
                Plot.Line("excitation", step.TimesMs, step.Currents[0], colour: EiColours.Excitation),
                Plot.Line("inhibition, reversed", step.TimesMs, step.Currents[1].Select(value => -value), colour: EiColours.Inhibition)),
            Plot.Panel(new Axis("Time after the step", "ms"), new Axis("Net current", "pA"), Sum("inhibition follows", 0, LineStyle.Solid),
                Sum("inhibition stays", 2, LineStyle.Solid)));
        findings.Table(
            "lags.csv", "correlation of excitation and inhibition against the lag of inhibition", near.Lags.Select((lag, i) => (Lag: lag, Index: i)),
                ("lag (ms)", row => row.Lag),
            ("correlation", row => Mean(curves)[row.Index]), ("with inhibition 2 ms later", row => Mean(farCurves)[row.Index]));
    }

    private static (double Mean, double Error) MeanOf(double[] values) => (values.Average(), StandardError.Of(values));

    /// <summary>How cells meet a step of the drive.</summary>
    private sealed record StepFound(double[] TimesMs, double[][] Currents, double Cancelled, double Growth, double StaticGrowth);
}
