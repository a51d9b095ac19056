using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>
/// Plasticity is a choice of its own: a rule moves the same weights whatever receptor feels them and whatever release lets them out, where both ends spike at
/// the same times.
/// </summary>
public class PlasticityCompositionTests
{
    public static TheoryData<string> Releases => [.. Of(ModelKind.Release)];

    public static TheoryData<string> Receptors => [.. Of(ModelKind.Receptor)];

    [Theory]
    [MemberData(nameof(Receptors))]
    public void A_rule_goes_with_every_receptor(string name)
    {
        double[][] expected = Weights(new Exponential("excitation"), null);
        Assert.Equal(3, expected.Length);
        Assert.All(expected, weights => Assert.InRange(Math.Abs(weights[0] - 0.5), 1e-3, 0.49));
        double[][] found = Weights((Receptor)ModelCatalogue.ByName(name).Declaration, null);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, new Close()));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void A_rule_goes_with_every_release(string name)
    {
        double[][] expected = Weights(new Exponential("excitation"), null);
        double[][] found = Weights(new Exponential("excitation"), (Release)ModelCatalogue.ByName(name).Declaration);
        Assert.Equal(expected, found);
    }

    private static IEnumerable<string> Of(ModelKind kind)
        => ModelCatalogue.All.Where(model => model.Kind == kind && model.Declaration is not ICoupling).Select(model => model.Name);

    private static double[][] Weights(Receptor receptor, Release? release) => receptor switch
    {
        Receptor<Conductance> conductance => Weights(conductance, release, 1e-6 * nS),
        Receptor<Current> current => Weights(current, release, 1e-6 * pA),
        Receptor<Voltage> voltage => Weights(voltage, release, 1e-6 * mV),
        Receptor<Number> number => Weights(number, release, (Number)1e-6),
        Receptor<Concentration> concentration => Weights(concentration, release, 1e-6 * mM),
        var other => throw new InvalidOperationException($"{other.GetType().Name} has weights of another kind: add it here."),
    };

    // Parts of the largest weight, by each rule, of a synapse too weak to matter.
    private static double[][] Weights<TWeight>(Receptor<TWeight> receptor, Release? release, TWeight largest)
        where TWeight : struct, IQuantity<TWeight>
    {
        Plasticity[] rules =
        [
            new SpikeTimingPlasticity<TWeight>("rule") { LargestWeight = largest, Depression = 0.02, DepressionExponent = 0.5 },
            new TripletPlasticity<TWeight>("rule") { LargestWeight = largest },
            new InhibitoryPlasticity<TWeight>("rule") { LargestWeight = largest, LearningRate = 0.02, TargetRate = 20 * Hz },
        ];
        return Array.ConvertAll(rules, rule =>
        {
            var network = new Network { Seed = 4 };
            var source = network.Add(new Population("source", 1, Times(5, 12, 33, 41, 60, 77)));
            var kicks = network.Add(new Population("kicks", 1, Times(10, 30, 44, 61, 70)));
            var cell = network.Add(new Population("cell", 1, new LeakyIntegrateAndFire()));
            network.Connect(kicks, cell, new OneToOne(), new Delta("strong kick"), 100 * mV);
            var synapse = network.Connect(
                source, cell, new OneToOne(), receptor, TWeight.FromSi(largest.SiValue / 2), 1 * ms, release: release, plasticity: rule);
            using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, Threads = 1 });
            run.Advance(100 * ms);
            Assert.Equal(5, run.SpikeCounts[2]);
            return run.SynapsesOf(synapse).KernelValues("w").Select(weight => KernelUnits.ToSi(weight, TWeight.Dimension) / largest.SiValue).ToArray();
        });
    }

    private static SpikeTimes Times(params double[] times) => new([.. times.Select(time => (0, time * ms))]);

    // Units differ by receptor.
    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-13;

        public int GetHashCode(double obj) => 0;
    }
}
