using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="SynapticKernelsExperiment"/>.</summary>
internal sealed record SynapticKernelsParameters
{
    [Option("rise time constant of the double exponential", MoreThan = "0 ms", AtMost = "20 ms", Unit = "ms")] public Time Rise { get; init; } = 2 * ms;
    [Option("decay time constant of all kernels", MoreThan = "0 ms", AtMost = "20 ms", Unit = "ms")] public Time Decay { get; init; } = 8 * ms;

    [Option("differences, as parts of the decay, at which the rise comes near it", MoreThan = "0", AtMost = "0.99")]
    public IReadOnlyList<double> Differences { get; init; } = [0.9, 0.6, 0.3, 0.01, 0.001];

    [Option("stages of the longest cascade", AtLeast = "2", AtMost = "8")] public int Stages { get; init; } = 5;

    [Option("times of the spikes of a train", AtLeast = "0 ms", AtMost = "50 ms", Unit = "ms")]
    public IReadOnlyList<Time> Train { get; init; } = [0 * ms, 6 * ms, 9 * ms, 11 * ms, 26 * ms, 27 * ms, 45 * ms];

    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.05 * ms;
}

/// <summary>Kernels of synapses against their closed forms: alpha, double exponential, the limit between them, cascades, and the sum over a train.</summary>
internal sealed class SynapticKernelsExperiment : Experiment<SynapticKernelsParameters>
{
    private const int Onset = 1; // steps

    public override string Name => "synaptic-kernels";

    public override string Question => "Which shape has the response to a spike, how do the usual shapes pass into each other, and do responses add?";

    public override string Source => "Rall, J. Neurophysiol. 30 (1967)";

    public override void Run(SynapticKernelsParameters p, Session session, Findings findings)
    {
        double unit = p.TimeStep / ms;
        var (rise, decay) = (p.Rise / ms, p.Decay / ms);
        int steps = Math.Max(1000, (int)(25 * Math.Max(rise, decay) / unit));
        Time[] train = [.. p.Train.Select(time => time.OnGrid(p.TimeStep))];
        List<Kernel> near = [.. p.Differences.Select(difference =>
        {
            double shorter = decay * (1 - difference);
            return new Kernel($"{1 - difference:G4}", new DoubleExponential($"near{difference:G4}".Replace(".", "", StringComparison.Ordinal))
            {
                Rise = shorter * ms, Decay = p.Decay,
            }, t => KernelForms.DoubleExponential(t, shorter, decay));
        })];
        var alpha = new Kernel("alpha", new Alpha("alpha") { TimeConstant = p.Decay }, t => KernelForms.DoubleExponential(t, decay, decay));
        var equal = new Kernel("equal", new DoubleExponential("equal") { Rise = p.Decay, Decay = p.Decay }, alpha.Form);
        var main = new Kernel("double exponential", new DoubleExponential("main") { Rise = p.Rise, Decay = p.Decay },
            t => KernelForms.DoubleExponential(t, rise, decay));
        var exchanged = new Kernel("exchanged", new DoubleExponential("exchanged") { Rise = p.Decay, Decay = p.Rise }, main.Form);
        List<Kernel> cascades = [.. Enumerable.Range(1, p.Stages).Select(stages => new Kernel(
            $"{stages}", Cascade(stages, decay / stages), t => KernelForms.Stages(t, stages, decay / stages)))];
        var summed = new Kernel("train", main.Receptor with { Name = "summed" }, t => train.Sum(spike => main.Form(t - (spike / ms))), train);
        List<Kernel> all = [.. near, alpha, equal, main, exchanged, .. cascades, summed];
        Simulate(p, all, steps, session);
        Check(p, session.Precision, all, near, alpha, equal, main, cascades, summed, findings);
        Draw(p, near, alpha, main, cascades, summed, train, findings);
        double[] times = ClampedReceptor.Times(steps, p.TimeStep);
        findings.Table(
            "kernels.csv", "conductance after a spike of 1 nS", Enumerable.Range(0, steps),
            [("time (ms)", n => times[n]), .. all.Select(kernel => ($"{kernel.Receptor.Name} (nS)", (Func<int, double>)(n => kernel.Course[n])))]);
        findings.Answer(
            $"The double exponential of {rise:G3} and {decay:G3} ms is largest after {KernelForms.PeakTime(rise, decay):F3} ms; as its times meet it becomes "
            + $"the alpha function, largest after {decay:G3} ms, and the response to a train is the sum of those to its spikes.");
    }

    private static EquationReceptor<Conductance> Cascade(int stages, double tau) => new(
        $"cascade{stages}",
        string.Join('\n', Enumerable.Range(1, stages).Select(k => k == 1 ? "dx1/dt = -x1/tau : nS" : $"dx{k}/dt = (x{k - 1} - x{k})/tau : nS"))
            + $"\nI = x{stages}*(0 mV - V)\non spike: x1 += w")
    {
        Parameters = { ["tau"] = tau * ms },
    };

    private static void Simulate(SynapticKernelsParameters p, List<Kernel> kernels, int steps, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population("clamped", 1, new VoltageClamp()));
        var single = network.Add(new Population("single", 1, new SpikeTimes([(0, Onset * p.TimeStep)])));
        foreach (var kernel in kernels)
        {
            var source = kernel.Train is { } train
                ? network.Add(new Population("train", 1, new SpikeTimes([.. train.Select(spike => (0, spike + (Onset * p.TimeStep)))]))) : single;
            network.Connect(source, cells, new AllToAll(), kernel.Receptor, 1 * nS);
        }

        var run = session.Simulate(network, p.TimeStep);
        var records = kernels.ConvertAll(kernel => run.Record(cells.Trace($"{kernel.Receptor.Name}.{kernel.Variable}", 0)));
        run.Advance((steps + Onset) * p.TimeStep);
        for (int i = 0; i < kernels.Count; i++)
        {
            kernels[i].Course = records[i].Traces().Columns[0].In(nS)[Onset..];
        }
    }

    private static void Check(
        SynapticKernelsParameters p, Precision precision, List<Kernel> all, List<Kernel> near, Kernel alpha, Kernel equal, Kernel main, List<Kernel> cascades,
        Kernel summed, Findings findings)
    {
        double unit = p.TimeStep / ms, rounding = precision == Precision.Single ? 1e-4 : 1e-12;
        var (rise, decay) = (p.Rise / ms, p.Decay / ms);
        double Error(Kernel kernel) => kernel.Course.Select((g, n) => Math.Abs(g - kernel.Form(n * unit))).Max() / kernel.Course.Max();
        findings.Check(
            $"kernels against closed forms, {all.Count - 1} of them at {main.Course.Length} steps: largest error over the peak", 0,
            all.Where(kernel => kernel != summed).Max(Error), rounding, "exact propagators have no error but rounding, however near the times are");
        findings.Check("response to the train against the sum of its spikes: largest error over the peak", 0, Error(summed), rounding, "linear superposition");
        findings.Check(Experiments.Check.Exactly(
            "steps at which equal times and the alpha function differ", 0, equal.Course.Zip(alpha.Course).Count(pair => pair.First != pair.Second),
            "they are one kernel"));
        findings.Check(
            "peak of the double exponential (ms)", KernelForms.PeakTime(rise, decay), main.PeakTime(unit), unit * unit * ((1 / rise) + (1 / decay)),
            "rise decay/(decay - rise) ln(decay/rise); tolerance: that of a parabola through three steps");
        findings.Check("peak of the alpha function (ms)", decay, alpha.PeakTime(unit), 2 * unit * unit / decay, "at tau");
        findings.Check(
            "peaks of cascades, from two stages on: largest deviation from (n - 1) tau (ms)", 0,
            cascades.Skip(1).Select((kernel, i) => Math.Abs(kernel.PeakTime(unit) - ((i + 1) * decay / (i + 2)))).Max(), 2 * unit * unit * p.Stages / decay,
            "closed form; tolerance: that of a parabola");
        double slope = unit * unit / 12 * KernelForms.InitialSlope(rise, decay);
        findings.Check(
            "area of the double exponential (nS ms)", KernelForms.Area(rise, decay), main.Area(unit), (1.5 * slope) + (rounding * main.Area(unit)) + 1e-9,
            "closed form; tolerance: the trapezium rule misses dt²/12 times the first slope");
        findings.Check(
            "areas of cascades: largest deviation from tau (nS ms)", 0, cascades.Select((kernel, i) => Math.Abs(kernel.Area(unit) - (decay / (i + 1)))).Max(),
            (1.5 * unit * unit / 12 * p.Stages / decay) + (rounding * decay * 10) + 1e-9, "every stage keeps the area; tolerance as before");
        if (near is [.., var before, var last] && precision == Precision.Double)
        {
            double Distance(Kernel kernel) => kernel.Course.Zip(alpha.Course, (a, b) => Math.Abs(a - b)).Max();
            var (far, close) = (p.Differences[^2], p.Differences[^1]);
            findings.Check(
                "distance to the alpha function over the difference of the times, last two: ratio", 1, Distance(before) / far / (Distance(last) / close),
                2 * Math.Max(far, close), "the limit is approached in proportion to the difference; tolerance: the next order");
        }
    }

    private static void Draw(
        SynapticKernelsParameters p, List<Kernel> near, Kernel alpha, Kernel main, List<Kernel> cascades, Kernel summed, Time[] train, Findings findings)
    {
        int shown = Math.Min(main.Course.Length, (int)(60 / (p.TimeStep / ms)));
        double[] times = ClampedReceptor.Times(shown, p.TimeStep);
        int[] points = [.. Enumerable.Range(0, shown).Where(n => n % Math.Max(1, shown / 40) == 0)];
        var time = new Axis("Time after the spike", "ms");
        IEnumerable<PlotLayer> Both(Kernel kernel, string name, Colour colour, double scale = 1) =>
        [
            Plot.Line(name, times, t => scale * kernel.Form(t), colour: colour),
            Plot.Points("", [.. points.Select(n => times[n])], points.Select(n => scale * kernel.Course[n]), colour: colour),
        ];
        findings.Figure(
            "kernels", "Kernels and their limits",
            $"Lines: closed forms. Points: simulated. Above: double exponentials of one decay, named by rise over decay, and the alpha function. Middle: "
                + "cascades of "
                + "stages whose times add up to the decay, with equal areas. Below: the response to a train (black) is the sum of the responses to its spikes.",
            Plot.Panel(time, new Axis("Conductance", "nS") { Minimum = 0 },
                [.. near.Where((_, i) => p.Differences[i] >= 0.05).SelectMany((kernel, i) => Both(kernel, kernel.Label, Palette.At(i))),
                    .. Both(alpha, "alpha", Colour.Black)]),
            Plot.Panel(time, new Axis("Conductance", "nS") { Minimum = 0 },
                cascades.SelectMany((kernel, i) => Both(kernel, i == 0 ? "1 stage" : kernel.Label, Palette.At(i), (i + 1.0) / cascades.Count))),
            Plot.Panel(time, new Axis("Conductance", "nS") { Minimum = 0 },
                [.. train.Select(spike => Plot.Line("", times, t => main.Form(t - (spike / ms)), colour: Palette.At(0))), .. Both(summed, "", Colour.Black)]));
        findings.Figure(
            "error", "The error at every step", "Simulated kernels against closed forms, over the peak, in units of 1e-15.",
            Plot.Panel(time, new Axis("Error", "10⁻¹⁵"),
                new[] { (main, "double exponential"), (alpha, "alpha"), (cascades[^1], $"{cascades.Count} stages"), (summed, "train") }
                .Select(each => Plot.Line(each.Item2, times,
                    times.Select((t, n) => 1e15 * (each.Item1.Course[n] - each.Item1.Form(t)) / each.Item1.Course.Max())))));
    }

    /// <summary>A receptor with the closed form of its kernel and its simulated course, nS at every step from the spike on.</summary>
    private sealed record Kernel(string Label, Receptor<Conductance> Receptor, Func<double, double> Form, Time[]? Train = null)
    {
        public double[] Course { get; set; } = [];

        public string Variable => Receptor is EquationReceptor<Conductance> text ? $"x{text.Name["cascade".Length..]}" : "g";

        /// <summary>Where the parabola through the largest value and its neighbours is largest, ms.</summary>
        public double PeakTime(double step)
        {
            int top = Array.IndexOf(Course, Course.Max());
            var (a, b, c) = (Course[top - 1], Course[top], Course[top + 1]);
            return step * (top + ((a - c) / (2 * (a - (2 * b) + c))));
        }

        public double Area(double step) => step * (Course.Sum() - (Course[0] / 2));
    }
}
