using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="DendriticAttenuationExperiment"/>.</summary>
internal sealed record DendriticAttenuationParameters
{
    [Option("conductance between the compartments, per area of the cell", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public ConductanceDensity Coupling { get; init; } = 0.05 * mS / cm2;

    [Option("couplings over which the cell is measured besides", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public IReadOnlyList<ConductanceDensity> Couplings { get; init; }
        = [0.005 * mS / cm2, 0.01 * mS / cm2, 0.02 * mS / cm2, 0.1 * mS / cm2, 0.2 * mS / cm2, 0.5 * mS / cm2, 1 * mS / cm2];

    [Option("current step, and the peak of the synaptic current", MoreThan = "0 pA", Unit = "pA")] public Current StepCurrent { get; init; } = 100 * pA;
    [Option("duration of the current step", MoreThan = "10 ms", Unit = "ms")] public Time StepDuration { get; init; } = 200 * ms;
    [Option("decay time constant of the synaptic current", MoreThan = "0 ms", Unit = "ms")] public Time SynapticDecay { get; init; } = 5 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.01 * ms;
}

/// <summary>A passive cell of two compartments under current steps and synaptic currents in either of them, over couplings; held to the closed form.</summary>
internal sealed class DendriticAttenuationExperiment : Experiment<DendriticAttenuationParameters>
{
    // Of each coupling: a step into the soma, a step into the dendrite, a synaptic current into the soma, one into the dendrite.
    private const int CellsPerCoupling = 4;

    public override string Name => "dendritic-attenuation";

    public override string Question => "How much of a potential in the dendrite arrives at the soma, and the other way round, steady or brief?";

    public override string Source => "Koch, Biophysics of Computation (1999), chapter 3";

    public override void Run(DendriticAttenuationParameters p, Session session, Findings findings)
    {
        findings.Note("The passive cell has values of ours, whole numbers for closed forms (Neuropil's PassiveTwoCompartment).");
        ConductanceDensity[] couplings = [.. p.Couplings.Append(p.Coupling).Distinct().Order()];
        var run = Simulate(p, couplings, session);
        var responses = couplings.Select((coupling, i) => new Responses(p, run, coupling, i * CellsPerCoupling)).ToList();
        var main = responses[Array.IndexOf(couplings, p.Coupling)];
        Check(p, responses, main, session.Precision, findings);
        Draw(p, run, responses, main, findings);
        findings.Table(
            "coupling.csv", "resistances and attenuation of the passive cell over couplings", responses,
            ("coupling (mS/cm^2)", each => each.MilliSiemens), ("soma resistance (MOhm)", each => each.Resistance(0, 0)),
            ("dendrite resistance (MOhm)", each => each.Resistance(1, 1)), ("transfer resistance (MOhm)", each => each.Resistance(0, 1)),
            ("steady soma to dendrite", each => each.SteadyTransfer(0)), ("steady dendrite to soma", each => each.SteadyTransfer(1)),
            ("synaptic peak soma to dendrite", each => each.PeakTransfer(0)), ("synaptic peak dendrite to soma", each => each.PeakTransfer(1)),
            ("slow time constant (ms)", each => each.Pair.SlowTimeConstant), ("fast time constant (ms)", each => each.Pair.FastTimeConstant));
        findings.Answer($"Of a steady potential {100 * main.SteadyTransfer(1):F0} % and of a synaptic peak {100 * main.PeakTransfer(1):F0} % "
            + "come from the dendrite to the soma of the passive cell.");
    }

    private static DendriteRun Simulate(DendriticAttenuationParameters p, ConductanceDensity[] couplings, Session session)
    {
        int size = couplings.Length * CellsPerCoupling;
        StepCurrent Step(int which, string? compartment) => new()
        {
            Amplitude = Enumerable.Range(0, size).Select(cell => cell % CellsPerCoupling == which ? p.StepCurrent : 0 * pA).ToArray(),
            Start = DendriteRun.OnsetTime(p.TimeStep), Compartment = compartment,
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("passive pair", size, new PassiveTwoCompartment
        {
            Method = Integrators.ExactLinear, Inputs = [Step(0, null), Step(1, "dendrite")],
            Coupling = couplings.SelectMany(coupling => Enumerable.Repeat(coupling, CellsPerCoupling)).ToArray(),
        }));
        var source = DendriteRun.Source(network, p.TimeStep);
        foreach (var (which, compartment) in new[] { (2, "soma"), (3, "dendrite") })
        {
            var targets = new ExplicitPairs([.. couplings.Select((_, i) => (0, (i * CellsPerCoupling) + which))]);
            var receptor = new ExponentialCurrent($"{compartment}Synapse") { Decay = p.SynapticDecay, Compartment = compartment };
            network.Connect(source, cells, targets, receptor, p.StepCurrent);
        }

        return DendriteRun.Of(network, cells, p.TimeStep, p.StepDuration, session);
    }

    private static void Check(DendriticAttenuationParameters p, List<Responses> all, Responses main, Precision precision, Findings findings)
    {
        double rounding = DendriteRun.Rounding(precision, all.Max(each => each.Pair.SlowTimeConstant) / (p.TimeStep / ms));
        void Resistance(string name, int at, int into)
        {
            double unsettled = 1000 * main.Pair.Resistance(into, into) * Math.Exp(-p.StepDuration / ms / main.Pair.SlowTimeConstant);
            findings.Check(
                $"{name} (MOhm)", 1000 * main.Pair.Resistance(at, into), main.Resistance(at, into), unsettled + (1000 * 2 * rounding / (p.StepCurrent / pA)),
                "inverse of the 2 x 2 matrix of conductances; tolerance: what has not yet settled, and rounding");
        }

        Resistance("input resistance of the soma", 0, 0);
        Resistance("input resistance of the dendrite", 1, 1);
        Resistance("transfer resistance from dendrite to soma", 0, 1);
        Resistance("transfer resistance from soma to dendrite", 1, 0);
        foreach (var (kind, count, isSynaptic) in new[] { ("step", "two", false), ("synaptic", "three", true) })
        {
            double largest = (from each in all
                              from input in new[] { 0, 1 }
                              from at in new[] { 0, 1 }
                              let pairs = each.Measured(isSynaptic, input, at).Zip(each.Theory(isSynaptic, input, at))
                              select pairs.Max(pair => Math.Abs(pair.First - pair.Second))).Max();
            findings.Check(
                $"course of {kind} responses, all couplings: largest deviation (mV)", 0, largest, 2 * rounding,
                $"sum of {count} exponentials; the method exact-linear has no error but rounding");
        }
    }

    private static void Draw(DendriticAttenuationParameters p, DendriteRun run, List<Responses> all, Responses main, Findings findings)
    {
        int shown = Math.Min((int)(DendriteRun.ShownResponse / (p.TimeStep / ms)), run.Times.Length - run.Onset);
        double[] times = run.Times[run.Onset..(run.Onset + shown)];
        double[] couplings = [.. all.Select(each => each.MilliSiemens)];
        Panel Course(string title, bool isSynaptic)
        {
            int[] points = [.. Enumerable.Range(0, shown).Where(i => i % Math.Max(1, shown / 25) == 0)];
            return Plot.Panel(
                new Axis("Time after the onset", "ms"), new Axis("Depolarisation", "mV") { Minimum = 0 },
                new[] { (At: 1, Name: "dendrite"), (At: 0, Name: "soma") }.SelectMany((each, i) => new PlotLayer[]
                {
                    Plot.Line(each.Name, times, main.Theory(isSynaptic, 1, each.At)[..shown], colour: Palette.At(i)),
                    Plot.Points("", [.. points.Select(n => times[n])], points.Select(n => main.Measured(isSynaptic, 1, each.At)[n]), colour: Palette.At(i)),
                })) with { Title = title };
        }

        IEnumerable<PlotLayer> Transfer(string name, int from, Colour colour) =>
        [
            Plot.Line(
                $"{name}, steady", couplings, all.Select(each => each.Pair.Resistance(1 - from, from) / each.Pair.Resistance(from, from)), colour: colour),
            Plot.Points("", couplings, all.Select(each => each.SteadyTransfer(from)), colour: colour),
            Plot.Curve($"{name}, synaptic peak", couplings, all.Select(each => each.PeakTransfer(from)), Marker.Square, LineStyle.Dashed, colour),
        ];
        findings.Panels(
            "passive-pair", "The passive pair against its closed form",
            $"(A, B) Inputs into the dendrite at a coupling of {main.MilliSiemens:G4} mS/cm². Lines: closed form. Points: simulated. "
                + "(C) What of a steady potential, and of the peak of a synaptic one, reaches the other compartment.",
            Course("Current step into the dendrite", isSynaptic: false),
            Course($"Synaptic current into the dendrite, decay {p.SynapticDecay / ms:G4} ms", isSynaptic: true),
            Plot.Panel(
                new Axis("Coupling", "mS/cm²") { Scale = AxisScale.Logarithmic }, new Axis("Part that reaches the other") { Minimum = 0, Maximum = 1 },
                [.. Transfer("dendrite to soma", 1, Palette.At(0)), .. Transfer("soma to dendrite", 0, Palette.At(1))]));
    }

    /// <summary>What was simulated at one coupling, and the closed form.</summary>
    private sealed class Responses(DendriticAttenuationParameters p, DendriteRun run, ConductanceDensity coupling, int first)
    {
        public double MilliSiemens => coupling / (mS / cm2);

        public PassivePair Pair { get; } = PassivePair.Of(new PassiveTwoCompartment(), coupling);

        /// <summary>The deviation from rest in compartment <paramref name="at"/> under a current into <paramref name="into"/>, mV, from the onset on.</summary>
        public double[] Measured(bool isSynaptic, int into, int at) => run.Deviation((at == 0 ? run.Soma : run.Dendrite)[first + (isSynaptic ? 2 : 0) + into]);

        /// <summary>The same in closed form.</summary>
        public double[] Theory(bool isSynaptic, int into, int at)
        {
            var (current, decay, dt) = (p.StepCurrent / pA, p.SynapticDecay / ms, p.TimeStep / ms);
            return [.. Enumerable.Range(0, run.Times.Length - run.Onset)
                .Select(i => current * (isSynaptic ? Pair.Decaying(at, into, decay, i * dt) : Pair.Step(at, into, i * dt)))];
        }

        /// <summary>The measured steady potential in <paramref name="at"/> per current into <paramref name="into"/>, MOhm.</summary>
        public double Resistance(int at, int into) => 1000 * Measured(isSynaptic: false, into, at)[^1] / (p.StepCurrent / pA);

        /// <summary>What of a steady potential reaches the other compartment.</summary>
        public double SteadyTransfer(int from) => Resistance(1 - from, from) / Resistance(from, from);

        /// <summary>What of the peak of a synaptic potential reaches the other compartment.</summary>
        public double PeakTransfer(int from) => Measured(isSynaptic: true, from, 1 - from).Max() / Measured(isSynaptic: true, from, from).Max();
    }
}
