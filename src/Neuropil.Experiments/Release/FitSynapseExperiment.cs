using System.Globalization;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="FitSynapseExperiment"/>.</summary>
internal sealed record FitSynapseParameters
{
    [Option("file of amplitudes with the columns train, repeat, time (ms), amplitude and perhaps condition; without one they are simulated")]
    public string Data { get; init; } = "";
    [Option("U of the simulated synapse", MoreThan = "0", AtMost = "1")] public double Utilization { get; init; } = 0.3;
    [Option("U under further conditions, such as other concentrations of calcium, with as many trains each", MoreThan = "0", AtMost = "1")]
    public IReadOnlyList<double> OtherUtilizations { get; init; } = [];

    [Option("time constant with which its sites are refilled", MoreThan = "1 ms", Unit = "ms")] public Time Recovery { get; init; } = 300 * ms;
    [Option("time constant of its facilitation", MoreThan = "1 ms", Unit = "ms")] public Time Facilitation { get; init; } = 200 * ms;
    [Option("its release sites", AtLeast = "1", AtMost = "256")] public int Sites { get; init; } = 8;
    [Option("amplitude of a quantum", MoreThan = "0 pA", Unit = "pA")] public Current Quantum { get; init; } = 10 * pA;
    [Option("standard deviation of the noise of a measurement", MoreThan = "0 pA", Unit = "pA")] public Current Noise { get; init; } = 2 * pA;
    [Option("Poisson trains", AtLeast = "1", AtMost = "100")] public int Trains { get; init; } = 10;
    [Option("spikes of a train", AtLeast = "1", AtMost = "200")] public int Spikes { get; init; } = 30;
    [Option("rate of the trains", AtLeast = "0.5 Hz", AtMost = "100 Hz", Unit = "Hz")] public Frequency Rate { get; init; } = 10 * Hz;
    [Option("repeats of each train", AtLeast = "2", AtMost = "10000")] public int Repeats { get; init; } = 10;
    [Option("data sets on which the intervals are tried", AtLeast = "1", AtMost = "1000")] public int DataSets { get; init; } = 100;

    /// <summary>U of each condition.</summary>
    public double[] Utilizations => [Utilization, .. OtherUtilizations];

    /// <summary>The true values, in the order of <see cref="SynapseFit.Names"/>.</summary>
    public double[] Truth => [.. Utilizations, Recovery / ms, Facilitation / ms, Sites, Quantum / pA, Noise / pA];
}

/// <summary>Parameters of release and short-term plasticity from recorded amplitudes, with intervals, and what the data do not tell.</summary>
internal sealed class FitSynapseExperiment : Experiment<FitSynapseParameters>
{
    private static readonly Time grid = 1 * ms;

    public override string Name => "fit-synapse";

    public override string Question => "What do recorded amplitudes tell about release sites, their quanta, and the recovery and facilitation of a synapse?";

    public override string Source
        => "Fuhrmann et al., J. Neurophysiol. 87 (2002); Barri et al., Front. Synaptic Neurosci. 8 (2016); transmission and plasticity, short-term plasticity";

    public override IReadOnlyList<Preset<FitSynapseParameters>> Presets =>
    [
        new("mean-variance", "single spikes from rest under five conditions, 200 repeats each: N and q from variance and mean", p => p with
        {
            Utilization = 0.1, OtherUtilizations = [0.3, 0.5, 0.7, 0.9], Trains = 1, Spikes = 1, Repeats = 200,
        }),
    ];

    public override void Run(FitSynapseParameters p, Session session, Findings findings)
    {
        bool isSimulated = p.Data.Length == 0;
        var data = isSimulated ? Simulate(p, session.Part(0, p.DataSets), session.Seed) : SynapseRecording.Read(p.Data);
        var fit = SynapseFit.Of(data, session.Cancellation);
        Show(p, data, fit, isSimulated, findings);

        // The first spikes alone: amplitudes from rest, whose mean and variance are two numbers for U, N and q.
        var isolated = SynapseFit.Of([.. data.Select(recording => recording.First(1))], session.Cancellation);
        if (data.Any(recording => recording.Times.Length > 1))
        {
            findings.Note($"Of single spikes from rest alone (the first of each train) the data would not tell {string.Join(", ", isolated.Unconstrained)}.");
        }

        string[] unknown = [.. fit.Unconstrained];
        if (unknown.Length > 0)
        {
            findings.Note($"These data do not tell {string.Join(", ", unknown)}: their 95 % intervals span more than a factor of 20.");
        }

        findings.Answer($"{(fit.Converged ? "" : "The fit has not converged. ")}"
            + string.Join("; ", fit.Names.Select((name, i) => unknown.Contains(name) ? $"{name} is not told"
                : $"{name} {fit.Estimates[i]:G3} ({fit.Interval(i).Lower:G3} to {fit.Interval(i).Upper:G3})")) + ".");
        if (isSimulated)
        {
            Cover(p, fit, session, findings);
            if (p.OtherUtilizations.Count > 0)
            {
                return;
            }

            findings.Check(Check.Exactly(
                "parameters among U, N, q, tau_rec, tau_fac that single spikes from rest do not tell", 5,
                isolated.Unconstrained.Count(name => name != "noise"), "two moments for three numbers, and none for the time constants"));
        }
    }

    protected override void Validate(FitSynapseParameters p)
        => Refuse.If(p.Data.Length > 0 && !File.Exists(p.Data), $"--data: there is no file {OneLine.Quote(p.Data)}");

    // Ten Poisson trains under each condition, each repeated: synapses of the model itself, to whose amplitudes noise is added.
    private static List<SynapseRecording> Simulate(FitSynapseParameters p, Session session, ulong seed)
    {
        double[] Train(int train)
        {
            var random = new RandomStream(seed, RandomPurpose.SpikeSource, (ulong)train);
            double time = 10;
            double[] times = new double[p.Spikes];
            for (int k = 0; k < p.Spikes; k++)
            {
                times[k] = Math.Round(time);
                time = times[k] + Math.Max(1, random.NextExponential() * 1000 / (p.Rate / Hz));
            }

            return times;
        }

        var synapses = p.Utilizations.SelectMany((use, condition) =>
        {
            var release = new StochasticTsodyksMarkram("vesicles")
            {
                Sites = p.Sites, Utilization = use, Recovery = p.Recovery, Facilitation = p.Facilitation,
            };
            return Enumerable.Range(condition * p.Trains, p.Trains).Select(train => (Condition: condition, Release: release, Times: Train(train)));
        }).ToList();
        var trials = ReleaseTrials.Of(
            [.. synapses.Select(synapse => new SynapseUnderTest(synapse.Release, [.. synapse.Times.Select(time => time * ms)], p.Repeats))],
            (synapses.Max(synapse => synapse.Times[^1]) + 2) * ms, grid, session, seed);
        using var run = trials.Run;
        var noise = new RandomStream(seed, RandomPurpose.Parameter, 0);
        return [.. synapses.Select((synapse, i) => new SynapseRecording(synapse.Times, [.. Enumerable.Range(0, p.Repeats).Select(repeat
            => trials.AtSpikes(i, repeat).Select(amount => (p.Quantum / pA * amount) + (p.Noise / pA * noise.NextNormal())).ToArray())],
            p.OtherUtilizations.Count == 0 ? "" : $"{synapse.Condition}"))];
    }

    // How often the intervals hold the true values, over data sets of other seeds.
    private static void Cover(FitSynapseParameters p, SynapseFit first, Session session, Findings findings)
    {
        int[] covered = [.. p.Truth.Select((value, i) => first.Covers(i, value) ? 1 : 0)];
        int unconverged = first.Converged ? 0 : 1;
        for (int set = 1; set < p.DataSets; set++)
        {
            var fit = SynapseFit.Of(Simulate(p, session.Part(set, p.DataSets), session.Seed + (ulong)set), session.Cancellation);
            unconverged += fit.Converged ? 0 : 1;
            for (int i = 0; i < covered.Length; i++)
            {
                covered[i] += fit.Covers(i, p.Truth[i]) ? 1 : 0;
            }
        }

        int least = Least(p.DataSets);
        for (int i = 0; i < covered.Length; i++)
        {
            findings.Check(Check.Between(
                $"data sets of {p.DataSets} whose 95 % interval holds {first.Names[i]}", least, p.DataSets, covered[i],
                "95 % of them; fewer come once in 300 times at most"));
        }

        findings.Check(Check.Exactly("fits that have not converged", 0, unconverged, "a maximum of the likelihood"));
    }

    // 88 of 100: what a binomial number of that many with probability 0.95 falls below at most once in 300 times.
    private static int Least(int count)
    {
        int least = 0;
        while (MathNet.Numerics.Distributions.Binomial.CDF(0.95, count, least) < 1.0 / 300)
        {
            least++;
        }

        return least;
    }

    private static void Show(FitSynapseParameters p, IReadOnlyList<SynapseRecording> data, SynapseFit fit, bool isSimulated, Findings findings)
    {
        var shown = data[0];
        double[] mean = shown.Mean;
        double[] errors = [.. shown.Times.Select((_, k) => shown.Amplitudes.Length < 2 ? 0
            : StandardError.Of([.. shown.Amplitudes.Select(row => row[k])]))];
        double[] allMeans = [.. data.SelectMany(each => each.Mean)];
        var conditions = SynapseFit.Conditions(data).ToList();
        double[] MeanOf(SynapseRecording each) => fit.MeanOf(each.Times, conditions.IndexOf(each.Condition));
        double[] predicted = [.. data.SelectMany(MeanOf)];
        findings.Panels(
            "amplitudes", "Amplitudes and what was fitted",
            $"Above: the first train, all {shown.Amplitudes.Length} repeats (grey), their means with standard errors, and the fitted mean. Below: means of all "
                + $"{allMeans.Length} spikes against the fit.",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Amplitude", isSimulated ? "pA" : ""),
                Plot.Points("repeats", [.. shown.Amplitudes.SelectMany(_ => shown.Times)], shown.Amplitudes.SelectMany(row => row), colour: Colour.Grey),
                Plot.Points("mean", shown.Times, mean, errors, Colour.Black),
                    Plot.Curve("fit", shown.Times, MeanOf(shown), Marker.None, colour: Palette.At(1))),
            Plot.Panel(
                new Axis("Fitted mean", isSimulated ? "pA" : ""), new Axis("Measured mean", isSimulated ? "pA" : ""),
                Plot.Points("", predicted, allMeans, colour: Palette.At(0)),
                Plot.Line("", [predicted.Min(), predicted.Max()], [predicted.Min(), predicted.Max()], LineStyle.Dashed, Colour.Grey)));
        findings.File(ExperimentFile.OfText(
            "estimates.csv", "estimates with their 95 % intervals",
            string.Join('\n', fit.Names.Select((name, i) => string.Create(
                CultureInfo.InvariantCulture, $"{name},{fit.Estimates[i]:R},{fit.Interval(i).Lower:R},{fit.Interval(i).Upper:R}"))
                .Prepend("parameter,estimate,lower,upper")) + "\n"));
        if (isSimulated)
        {
            findings.Table(
                "data.csv", "the simulated amplitudes, which --data reads",
                [.. SynapseRecording.Columns, .. conditions.Count > 1 ? [SynapseRecording.ConditionColumn] : (string[])[]],
                data.SelectMany((each, train) => each.Amplitudes.SelectMany((row, repeat) => row.Select((value, k) => (IReadOnlyList<double>)
                [
                    train, repeat, each.Times[k], value, .. conditions.Count > 1 ? [conditions.IndexOf(each.Condition)] : (double[])[],
                ]))));
        }
    }
}
