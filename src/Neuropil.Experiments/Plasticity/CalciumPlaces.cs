using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Where calcium is: synapses on the dendrite of a passive cell are active, and NMDA receptors on both compartments show what each would let in. The potential
/// falls to the soma as the cable says, and calcium by the block at the potential that is left; without transmitter there is none.
/// </summary>
internal static class CalciumPlaces
{
    private static readonly Time step = 0.02 * ms;
    private static readonly Time onset = 20 * ms;
    private static readonly Time duration = 400 * ms;
    private static readonly Conductance synapses = 15 * nS;
    private static readonly CoincidenceDetectionParameters parameters = new();

    // What cells have: active synapses on the dendrite and transmitter at both compartments; at the dendrite alone; at both, but no active synapses.
    private enum Cells
    {
        Both,
        DendriteAlone,
        AtRest,
    }

    /// <summary>Simulates, compares with the circuit, and draws.</summary>
    public static void Show(Session session, Findings findings)
    {
        var network = session.NewNetwork();
        var passive = new PassiveTwoCompartment { Method = Integrators.RungeKutta4 };
        var cells = network.Add(new Population("places", 3, passive));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, onset)])));
        void Connect<T>(Receptor<T> receptor, T weight, params Cells[] to)
            where T : struct, IQuantity<T>
            => network.Connect(source, cells, new ExplicitPairs([.. to.Select(cell => (0, (int)cell))]), receptor, (Parameter<T>)weight);
        Connect(new Exponential("ampa") { Decay = 1e9 * second, Compartment = "dendrite" }, synapses, Cells.Both, Cells.DendriteAlone);

        // So weak that they move nothing, and as lasting as the synapses.
        Nmda Probe(string compartment) => new($"{compartment}Nmda") { Decay = 1e9 * second, Compartment = compartment };
        Connect(Probe("dendrite"), 1e-9 * nS, Cells.Both, Cells.DendriteAlone, Cells.AtRest);
        Connect(Probe("soma"), 1e-9 * nS, Cells.Both, Cells.AtRest);
        var run = session.Simulate(network, step, name: "places", precision: Precision.Double);
        string[] names = ["soma.V", "dendrite.V", "somaNmda.calcium.charge", "dendriteNmda.calcium.charge"];
        var records = names.Select(name => run.Record(cells.Trace(name, 0, 1, 2))).ToList();
        run.Advance(onset + duration);
        double[][] Courses<T>(int record, T unit)
            where T : struct, IQuantity<T>
            => [.. records[record].Traces().Columns.Select(column => column.In(unit))];
        var (soma, dendrite, atSoma, atDendrite) = (Courses(0, mV), Courses(1, mV), Courses(2, fC), Courses(3, fC));

        var pair = PassivePair.Of(passive, ConductanceDensity.FromSi(passive.Coupling.UniformSi));
        double rest = parameters.Rest / mV;
        double[] potential = pair.Stationary(0, -rest * (synapses / nS), 0, synapses / nS);
        const string Cable = "g_c/(g_c + g_s), the ratio of the cable; settled";
        double ratio = potential[0] / potential[1];
        const int Both = (int)Cells.Both, Rest = (int)Cells.AtRest;
        findings.Check("fall of the potential from the active dendrite to the soma", ratio, (soma[Both][^1] - rest) / (dendrite[Both][^1] - rest), 1e-8, Cable);
        double active = atDendrite[Both][^1] / atDendrite[Rest][^1], other = atSoma[Both][^1] / atSoma[Rest][^1];
        double Predicted(double deviation) => CoincidenceTheory.Influx(parameters, rest + deviation);
        findings.Check("calcium at the active dendrite over that at rest", Predicted(potential[1]), active, 1e-7,
            "B(V) (E_Ca - V) at the circuit's potential");
        findings.Check("calcium at the soma over that at rest", Predicted(ratio * potential[1]), other, 1e-7,
            "B(V) (E_Ca - V) at the dendrite's potential times the cable's ratio");
        findings.Check(
            Check.Exactly("calcium at the soma without transmitter there (fC)", 0, atSoma[(int)Cells.DendriteAlone].Max(), "no transmitter, no current"));
        findings.Measure("rise of calcium at the soma over that at the active dendrite", (other - 1) / (active - 1));
        double[] times = [.. records[0].Traces().TimesSeconds.Select(time => (time * 1000) - (onset / ms))];
        int last = times.TakeWhile(time => time < 150).Count();
        PlotLayer[] Two(double[] one, double[] two) =>
        [
            Plot.Line("active dendrite", times[..last], one[..last], colour: Palette.At(0)),
            Plot.Line("soma", times[..last], two[..last], colour: Palette.At(1)),
        ];
        double scale = atDendrite[Rest][^1];
        findings.SideBySide(
            "places", "Where calcium is",
            $"Synapses of {synapses} on the dendrite open at 0 ms and stay open, NMDA receptors on both compartments with them. A: the potential, which "
                + $"falls to {ratio:F3} on its way to the soma. B: calcium over that of receptors at rest; its rise falls to "
                + $"{(other - 1) / (active - 1):F3}. Receptors without transmitter let nothing in.",
            Plot.Panel(new Axis("Time", "ms"), new Axis("V", "mV"), Two(dendrite[Both], soma[Both])),
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Calcium over rest") { Minimum = 0 },
                Two([.. atDendrite[Both].Select(charge => charge / scale)], [.. atSoma[Both].Select(charge => charge / scale)])));
    }
}
