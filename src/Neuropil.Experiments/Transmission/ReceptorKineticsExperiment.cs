using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ReceptorKineticsExperiment"/>.</summary>
internal sealed record ReceptorKineticsParameters
{
    [Option("transmitter that a spike releases", MoreThan = "0 mM", AtMost = "10 mM", Unit = "mM")] public Concentration Transmitter { get; init; } = 1 * mM;
    [Option("time constant of its clearance", MoreThan = "0 ms", AtMost = "10 ms", Unit = "ms")] public Time Clearance { get; init; } = 1 * ms;
    [Option("potential at which currents are shown", AtLeast = "-120 mV", AtMost = "40 mV", Unit = "mV")] public Voltage Potential { get; init; } = -65 * mV;
    [Option("spikes of the longest train, at 200 per second", AtLeast = "2", AtMost = "20")] public int Spikes { get; init; } = 10;
    [Option("potassium outside, which sets the reversal potential of GABA-B", MoreThan = "0 mM", Unit = "mM")]
    public Concentration PotassiumOutside { get; init; } = 5 * mM;
    [Option("potassium inside", MoreThan = "0 mM", Unit = "mM")] public Concentration PotassiumInside { get; init; } = 140 * mM;
    [Option("chloride inside, which sets the reversal potential of GABA-A", MoreThan = "0 mM", Unit = "mM")]
    public Concentration ChlorideInside { get; init; } = 7 * mM;
    [Option("chloride outside", MoreThan = "0 mM", Unit = "mM")] public Concentration ChlorideOutside { get; init; } = 130 * mM;
    [Option("temperature", MoreThan = "0 K", Unit = "K")] public Temperature Temperature { get; init; } = Celsius(37);
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.05 * ms;
}

/// <summary>Receptors that transmitter opens: its course, theirs, conductance and current; a square pulse, a decay, and trains.</summary>
internal sealed class ReceptorKineticsExperiment : Experiment<ReceptorKineticsParameters>
{
    private const string Paper = "Destexhe, Mainen and Sejnowski (1994), eq. 11";
    private static readonly Time between = 5 * ms;

    public override string Name => "receptor-kinetics";

    public override string Question
        => "How do transmitter and receptors shape the current: how fast does each type open, how long does it stay, what does a train add?";

    public override string Source => "Destexhe, Mainen and Sejnowski, J. Comput. Neurosci. 1 (1994)";

    public override void Run(ReceptorKineticsParameters p, Session session, Findings findings)
    {
        findings.Note("All conductances are 1 nS when all receptors are open. A square pulse is exact at any step; transmitter that decays is of order four.");
        var potassium = new Potassium { InnerConcentration = p.PotassiumInside, OuterConcentration = p.PotassiumOutside };
        var chloride = new Chloride { InnerConcentration = p.ChlorideInside, OuterConcentration = p.ChlorideOutside };
        KineticReceptor[] types =
        [
            new KineticAmpa("ampa"), new KineticNmda("nmda"), new KineticGabaA("gabaA") { Reversal = ReversalPotential.Nernst(chloride, p.Temperature) },
            new KineticGabaB("gabaB") { Reversal = ReversalPotential.Nernst(potassium, p.Temperature) },
        ];
        types = [.. types.Select(type => type with { Clearance = p.Clearance })];
        Reversals(p, potassium, findings);
        Pulses(p, types, session.Part(0, 4), findings);
        var single = types.Select((type, i) => Response.Of(p, type, [0 * ms], 400 * ms, session.Part(1, 4).Part(i, types.Length))).ToList();
        Decays(p, types, single, findings);
        int[] counts = [.. new[] { 1, 2, 3, 5, 7, 10, 15, 20 }.Where(count => count < p.Spikes), p.Spikes];
        var trains = types.Select((type, i) => counts.Select((count, k) => Response.Of(
            p, type, [.. Enumerable.Range(0, count).Select(spike => spike * between)], 600 * ms,
            session.Part(2, 4).Part((i * counts.Length) + k, types.Length * counts.Length))).ToList()).ToList();
        Trains(counts, trains, findings);
        Draw(p, types, single, counts, trains, findings);
    }

    private static void Reversals(ReceptorKineticsParameters p, Potassium potassium, Findings findings)
    {
        const string Values = "Nernst's equation; Goldman, Hodgkin and Katz; 37 °C, potassium 140 and 5 mM, sodium 12 and 145 mM";
        var defaults = Reference.Defaults<ReceptorKineticsParameters>(each => each.PotassiumInside, each => each.PotassiumOutside, each => each.Temperature);
        var sodium = new Sodium { InnerConcentration = 12 * mM, OuterConcentration = 145 * mM };
        void Check(string name, double predicted, Voltage measured)
            => findings.Check(new Reference<ReceptorKineticsParameters>(name, predicted, Values, defaults).Within(5e-5), p, measured / mV);
        Check("reversal potential of potassium (mV)", -89.0587, ReversalPotential.Nernst(potassium, p.Temperature));
        Check("reversal potential of sodium (mV)", 66.5982, ReversalPotential.Nernst(sodium, p.Temperature));
        Check("reversal potential of both, permeabilities 1 and 0.04 (mV)", -68.5678,
            ReversalPotential.GoldmanHodgkinKatz(p.Temperature, (potassium, 1), (sodium, 0.04)));
    }

    // A millisecond of transmitter: r rises to alpha T/(alpha T + beta) (1 - e^(-(alpha T + beta) t)) and decays by beta.
    private static void Pulses(ReceptorKineticsParameters p, KineticReceptor[] types, Session session, Findings findings)
    {
        double worst = 0;
        for (int i = 0; i < types.Length; i++)
        {
            var pulse = Response.Of(p, types[i] with { PulseDuration = 1 * ms }, [0 * ms], 20 * ms, session.Part(i, types.Length + 1));
            var (opening, closing) = (types[i].Binding.UniformSi * p.Transmitter.SiValue / 1000, types[i].Unbinding.UniformSi / 1000);
            double Form(double t)
                => opening / (opening + closing) * (1 - Math.Exp(-(opening + closing) * Math.Min(t, 1))) * Math.Exp(-closing * Math.Max(t - 1, 0));
            worst = Math.Max(worst, pulse.Times.Zip(pulse.Bound, (t, r) => Math.Abs(r - Form(t))).Max());
        }

        findings.Check(
            "open part under a square pulse of 1 ms, all types: largest deviation", 0, worst, session.Precision == Precision.Single ? 1e-5 : 1e-12,
            $"{Paper} in closed form; rounding");
        var defaults = Reference.Defaults<ReceptorKineticsParameters>(each => each.Clearance);
        var protein = Response.Of(
            p with { Transmitter = 0.5 * mM }, new KineticGabaB("gabaB") { PulseDuration = 0.3 * ms }, [0 * ms], 400 * ms,
            session.Part(types.Length, types.Length + 1));
        double largest = protein.Protein!.Max();
        findings.Check(new Reference<ReceptorKineticsParameters>(
            "largest G protein after 0.5 mM for 0.3 ms (uM)", 0.195, "the published constants of GABA-B", defaults).Within(0.001), p, 1000 * largest);
        findings.Check(new Reference<ReceptorKineticsParameters>(
            "when it is largest (ms)", 102, "the published constants of GABA-B", defaults).Within(1), p,
                protein.Times[Array.IndexOf(protein.Protein!, largest)]);
    }

    private static void Decays(ReceptorKineticsParameters p, KineticReceptor[] types, List<Response> single, Findings findings)
    {
        for (int i = 0; i < types.Length; i++)
        {
            var (alpha, beta, tau) = (types[i].Binding.UniformSi / 1000, types[i].Unbinding.UniformSi / 1000, p.Clearance / ms);
            double released = p.Transmitter / mM;
            double end = 5, at = Math.Round(end / (p.TimeStep / ms)) * (p.TimeStep / ms);
            double step = p.TimeStep / ms * ((alpha * released) + beta + (1 / tau));
            findings.Check(
                $"{types[i].Name}: open part 5 ms after a spike", Quadrature(alpha * released, beta, tau, at),
                single[i].Bound[(int)Math.Round(end / (p.TimeStep / ms))],
                (Math.Pow(step, 4) / 100) + 1e-6,
                $"{Paper}: integral over the decaying transmitter by quadrature; tolerance: an error of order four at this step, and rounding");
        }
    }

    // r(t) = integral of a(s) e^(-(M(t) - M(s))), M(t) = beta t + a tau (1 - e^(-t/tau)); Simpson.
    private static double Quadrature(double opening, double closing, double tau, double end)
    {
        const int Intervals = 20_000;
        double M(double t) => (closing * t) + (opening * tau * (1 - Math.Exp(-t / tau)));
        double sum = 0;
        for (int i = 0; i <= Intervals; i++)
        {
            double s = end * i / Intervals;
            sum += (i is 0 or Intervals ? 1 : i % 2 == 1 ? 4 : 2) * opening * Math.Exp(-s / tau) * Math.Exp(M(s) - M(end));
        }

        return sum * end / Intervals / 3;
    }

    private static void Trains(int[] counts, List<List<Response>> trains, Findings findings)
    {
        double PerSpike(int type, int k) => trains[type][k].Conductance.Max() / counts[k];
        findings.Check(Check.Between(
            $"GABA-B: largest conductance per spike, {counts[^1]} spikes over one", 1, Math.Pow(counts[^1], 3), PerSpike(3, counts.Length - 1) / PerSpike(3, 0),
            "four G proteins open a channel: more than in proportion to the spikes, and at most with their fourth power"));
        findings.Check(Check.Between(
            "AMPA: the same", 0, 1, PerSpike(0, counts.Length - 1) / PerSpike(0, 0), "receptors saturate: no more than in proportion"));
        findings.Answer(
            $"{counts[^1]} spikes open GABA-B {trains[3][^1].Conductance.Max() / trains[3][0].Conductance.Max():F0} times as much as one, "
            + $"AMPA {trains[0][^1].Conductance.Max() / trains[0][0].Conductance.Max():F2} times: "
            + $"AMPA is largest {trains[0][0].PeakTime:F1} ms after a spike, NMDA {trains[1][0].PeakTime:F1}, GABA-A {trains[2][0].PeakTime:F1}, GABA-B "
            + $"{trains[3][0].PeakTime:F0}.");
    }

    private static void Draw(
        ReceptorKineticsParameters p, KineticReceptor[] types, List<Response> single, int[] counts, List<List<Response>> trains, Findings findings)
    {
        string[] names = ["AMPA", "NMDA", "GABA-A", "GABA-B"];
        var time = new Axis("Time after the spike", "ms");
        IEnumerable<PlotLayer> Each(Func<Response, double[]> of, double until, bool isNamed, bool isRelative = false) => single.Select((response, i) =>
        {
            int shown = response.Times.TakeWhile(t => t <= until).Count();
            double largest = isRelative ? of(response).Max() : 1;
            return (PlotLayer)Plot.Line(isNamed ? names[i] : "", response.Times[..shown], of(response)[..shown].Select(value => value / largest),
                colour: Palette.At(i));
        });
        findings.Panels(
            "kinetics", "From the spike to the current",
            $"One spike releases {p.Transmitter / mM:G3} mM. From above: transmitter; the part of receptors that is open; the conductance over its largest, "
                + $"slower; the current at {p.Potential / mV:G3} mV, of 1 nS when all receptors are open; there magnesium blocks NMDA, and GABA-B is weak "
                + "after one spike.",
            Plot.Panel(
                time, new Axis("Transmitter", "mM") { Minimum = 0 },
                Plot.Line("", single[0].Times[..Shown(10)], single[0].Transmitter[..Shown(10)], colour: Colour.Black)) with { Height = 30 * mm },
            Plot.Panel(time, new Axis("Part open") { Minimum = 0, Maximum = 1 }, Each(response => response.Bound, 10, isNamed: true)),
            Plot.Panel(time, new Axis("Conductance, relative") { Minimum = 0 }, Each(response => response.Conductance, 300, isNamed: false, isRelative: true)),
            Plot.Panel(time, new Axis("Current, inward", "pA"), [ReferenceLine.AtY(0), .. Each(response => response.Current, 40, isNamed: false)]));
        double[] spikes = [.. counts.Select(count => (double)count)];
        findings.Panels(
            "trains", "Trains of spikes",
            "Above: the largest conductance of a train at 200 per second over that of one spike; dotted: in proportion. Below: GABA-B after trains.",
            Plot.Panel(
                new Axis("Spikes") { WholeNumbers = true, Minimum = 0 }, new Axis("Largest conductance, relative") { Scale = AxisScale.Logarithmic },
                [Plot.Line("", spikes, spikes, LineStyle.Dotted, Colour.Grey), .. trains.Select((train, i) => Plot.Curve(
                    names[i], spikes, train.Select(response => response.Conductance.Max() / train[0].Conductance.Max()), colour: Palette.At(i)))]),
            Plot.Panel(
                time, new Axis("GABA-B conductance", "nS") { Minimum = 0 },
                trains[3].Select((response, k) => Plot.Line($"{counts[k]}{(k == 0 ? " spike" : "")}", response.Times, response.Conductance))));
        findings.Table(
            "receptors.csv", "receptors after one spike", Enumerable.Range(0, types.Length),
            ("type (0 AMPA, 1 NMDA, 2 GABA-A, 3 GABA-B)", i => i), ("largest open part", i => single[i].Bound.Max()),
            ("time of the largest conductance (ms)", i => single[i].PeakTime), ("reversal potential (mV)", i => types[i].Reversal.UniformSi * 1000));

        int Shown(double until) => single[0].Times.TakeWhile(t => t <= until).Count();
    }

    /// <summary>What spikes open in a clamped cell, at every step after the first: mM, nS, pA.</summary>
    private sealed record Response(double[] Times, double[] Transmitter, double[] Bound, double[] Conductance, double[] Current, double[]? Protein)
    {
        public double PeakTime => Times[Array.IndexOf(Conductance, Conductance.Max())];

        public static Response Of(ReceptorKineticsParameters p, KineticReceptor receptor, Time[] spikes, Time duration, Session session)
        {
            var network = session.NewNetwork();
            var cells = network.Add(new Population("clamped", 1, new VoltageClamp { Holding = p.Potential }));
            Time[] onGrid = [.. spikes.Select(spike => p.TimeStep + spike.OnGrid(p.TimeStep))];
            var source = network.Add(new Population("source", 1, new SpikeTimes([.. onGrid.Select(spike => (0, spike))])));
            network.Connect(source, cells, new AllToAll(), receptor, p.Transmitter);
            var run = session.Simulate(network, p.TimeStep, name: receptor.Name);
            string[] names = receptor is KineticGabaB ? ["T", "r", "g", "current", "G"] : ["T", "r", "g", "current"];
            var records = names.Select(name => run.Record(cells.Trace($"{receptor.Name}.{name}", 0))).ToList();
            run.Advance(duration + (2 * p.TimeStep));
            double[] Values(int record)
            {
                var trace = records[record].Traces().Columns[0];
                return (names[record] switch
                {
                    "T" or "G" => trace.In(mM),
                    "g" => trace.In(nS),
                    "current" => trace.In(pA),
                    _ => [.. trace.Values], // a part
                })[1..];
            }

            double[] bound = Values(1);
            return new Response(
                ClampedReceptor.Times(bound.Length, p.TimeStep), Values(0), bound, Values(2), Values(3), names.Length > 4 ? Values(4) : null);
        }
    }

    /// <summary>Chloride, by its concentrations.</summary>
    private sealed record Chloride() : IonContainer<Chloride>(-1, -70 * mV);
}
