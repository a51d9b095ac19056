using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CalciumToReleaseExperiment"/>.</summary>
internal sealed record CalciumToReleaseParameters
{
    [Option("what a spike adds to calcium at the site", MoreThan = "0 uM", AtMost = "100 uM", Unit = "uM")]
    public Concentration LocalCalcium { get; init; } = 20 * uM;
    [Option("rate from docked to primed", MoreThan = "0 Hz", AtMost = "100 Hz", Unit = "Hz")] public Frequency Priming { get; init; } = 3 * Hz;
    [Option("rates of all other transitions but release", MoreThan = "0 Hz", AtMost = "5 kHz", Unit = "Hz")]
    public Frequency OtherRates { get; init; } = 300 * Hz;
    [Option("spikes of a train", AtLeast = "5", AtMost = "100")] public int Spikes { get; init; } = 20;

    public MeanVesicleCycle Chain => new("chain")
    {
        Sites = 1, LocalCalcium = LocalCalcium, Priming = Priming, Docking = OtherRates, Retrieval = OtherRates, Recycling = OtherRates,
            AsynchronousRate = 0 * Hz,
    };
}

/// <summary>Trains at a vesicle chain, at the Tsodyks-Markram synapse fitted to it, and at an electrical synapse.</summary>
internal sealed class CalciumToReleaseExperiment : Experiment<CalciumToReleaseParameters>
{
    private static readonly Time dt = 0.1 * ms;
    private static readonly double[] frequencies = [5, 10, 20, 50];

    public override string Name => "calcium-to-release";

    public override string Question => "Where do u and R of a tiring synapse come from?";

    public override string Source => "Tsodyks and Markram, PNAS 94 (1997); transmission and plasticity, vesicle dynamics and short-term plasticity";

    public override void Run(CalciumToReleaseParameters p, Session session, Findings findings)
    {
        Time[][] trains = [.. frequencies.Select(f => ReleaseTrials.Train(p.Spikes, (1 / (f * Hz)).OnGrid(dt), 1 * ms))];
        Time duration = trains.Max(train => train[^1]) + (20 * ms);
        var vesicles = p.Chain;
        var chain = ReleaseTrials.Of([.. trains.Select(train => new SynapseUnderTest(vesicles, train))], duration, dt, session.Part(0, 3));

        // All that is let out from one spike to the next belongs to it: calcium is gone within a few milliseconds.
        double[][] released = [.. trains.Select((train, i) =>
        {
            double[] course = chain.Course(i);
            int[] steps = [.. train.Select(time => (int)Math.Round(time / dt)), Math.Min(course.Length, (int)Math.Round((train[^1] + (10 * ms)) / dt))];
            return Enumerable.Range(0, train.Length).Select(k => course[steps[k]..steps[k + 1]].Sum()).ToArray();
        })];
        double[] data = [.. released.SelectMany(row => row)];
        double[][] times = [.. trains.Select(train => train.Select(time => time / ms).ToArray())];
        var problem = new FormulaProblem([Math.Log(0.5), Math.Log(300)], data.Length, (logarithms, point) =>
            Of(logarithms).Train(times[point / p.Spikes])[point % p.Spikes]);
        var fit = LevenbergMarquardt.Minimize(problem, [data], FitPrecision.Simulated, null, session.Cancellation)[0];
        var fitted = Of(fit.Values);
        var synapse = new TsodyksMarkram("fitted") { Utilization = fitted.Utilization, Recovery = fitted.Recovery * ms };
        var resource = ReleaseTrials.Of([.. trains.Select(train => new SynapseUnderTest(synapse, train))], duration, dt, session.Part(1, 3));
        double[][] followed = [.. trains.Select((_, i) => resource.AtSpikes(i))];
        for (int i = 0; i < frequencies.Length; i++)
        {
            findings.Check(
                $"fitted u R against the chain's mean release at {frequencies[i]} Hz: largest relative deviation", 0,
                released[i].Zip(followed[i], (of, by) => Math.Abs((by / of) - 1)).Max(), 0.05,
                    "the chain is the resource's origin while priming is its slowest step");
        }

        double integral = 0.0178 * Math.Pow(p.LocalCalcium / uM, 4) * 0.5e-3 / 4;
        findings.Check(
            "fitted U against the release of a first spike, 1 - exp(-k integral of [Ca]^n)", 1 - Math.Exp(-integral), fitted.Utilization,
            0.05 * (1 - Math.Exp(-integral)), "closed form for a primed site; tolerance 5 %, as for what follows");
        double[] electrical = Electrical(p, session.Part(2, 3), findings);
        Draw(p, released, followed, electrical, fitted, findings);
        findings.Answer($"A spike's calcium releases {100 * fitted.Utilization:F0} % of what is primed: U. Priming at {p.Priming} refills it with "
            + $"{fitted.Recovery:F0} ms: tau_rec. The electrical synapse gives its last response {electrical[^1] / electrical[0]:F3} times its first, "
            + $"the chemical "
            + $"one {released[2][^1] / released[2][0]:F2} times.");
        findings.Table(
            "trains.csv", "release at each spike", Enumerable.Range(0, data.Length), ("frequency (Hz)", i => frequencies[i / p.Spikes]),
            ("spike", i => (i % p.Spikes) + 1), ("chain", i => data[i]), ("u R", i => followed[i / p.Spikes][i % p.Spikes]));
    }

    private static ResourceFormulas Of(double[] logarithms) => new(Math.Min(1, Math.Exp(logarithms[0])), Math.Exp(logarithms[1]), 0);

    // Two passive cells with a gap junction; pulses into one at 20 Hz, the responses of the other.
    private static double[] Electrical(CalciumToReleaseParameters p, Session session, Findings findings)
    {
        Time pulse = 1 * ms;
        double[] samples = new double[(int)Math.Round(50.0 * p.Spikes)];
        for (int k = 0; k < p.Spikes; k++)
        {
            samples[10 + (50 * k)] = 1;
        }

        var cell = new PointNeuron { Area = 20_000 * um2, Mechanisms = [new Leak { Conductance = 0.25 * mS / cm2, Reversal = -65 * mV }] };
        var network = session.NewNetwork();
        var first = network.Add(new Population(
            "first", 1, cell with { Inputs = [new ArrayCurrent { Samples = [.. samples.Select(sample => sample * 500 * pA)], Interval = pulse }] })
            { Initial = { ["V"] = -65 * mV } });
        var second = network.Add(new Population("second", 1, cell) { Initial = { ["V"] = -65 * mV } });
        network.Connect(first, second, new OneToOne(), new GapJunction("gap"), 5 * nS);
        var run = session.Simulate(network, dt, precision: Precision.Double);
        var record = run.Record(second.Trace("V", 0));
        run.Advance(50 * p.Spikes * ms);
        double[] values = record.Traces().Columns[0].In(mV);
        double[] peaks = [.. Enumerable.Range(0, p.Spikes).Select(k => values.Skip(500 * k).Take(500).Max() + 65)];
        findings.Check(
            "last response of the electrical synapse over its first, 20 Hz", 1, peaks[^1] / peaks[0], 1e-3,
            "a constant conductance; tolerance: what is left of a response after 50 ms at a time constant of 4 ms, and the grid");
        return peaks;
    }

    private static void Draw(
        CalciumToReleaseParameters p, double[][] released, double[][] followed, double[] electrical, ResourceFormulas fitted, Findings findings)
    {
        double[] number = [.. Enumerable.Range(1, p.Spikes).Select(k => (double)k)];
        findings.Panels(
            "trains", "A chemical and an electrical synapse under trains",
            $"Above: release at each spike; points: the vesicle chain, lines: u R with U {fitted.Utilization:F3} and tau_rec {fitted.Recovery:F0} ms "
                + $"fitted to all "
                + "trains. Below: responses over the first one at 20 Hz.",
            Plot.Panel(
                new Axis("Spike") { WholeNumbers = true }, new Axis("Release") { Minimum = 0 },
                frequencies.SelectMany((f, i) => new PlotLayer[]
                {
                    Plot.Line($"{f} Hz", number, followed[i], colour: Palette.At(i)), Plot.Points("", number, released[i], colour: Palette.At(i)),
                })),
            Plot.Panel(
                new Axis("Spike") { WholeNumbers = true }, new Axis("Response over the first") { Minimum = 0, Maximum = 1.2 },
                Plot.Curve("electrical", number, electrical.Select(peak => peak / electrical[0]), Marker.Square, colour: Palette.At(1)),
                Plot.Curve("chemical", number, released[Array.IndexOf(frequencies, 20.0)].Select(each => each / released[2][0]), colour: Palette.At(0)))
                with { Height = 35 * mm });
    }
}
