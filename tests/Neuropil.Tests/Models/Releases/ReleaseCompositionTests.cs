using Neuropil.Experiments;
using Neuropil.Tests.Engine.Twin;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Releases;

/// <summary>Release is a choice of its own: every one goes with every receptor and with a plasticity.</summary>
public class ReleaseCompositionTests
{
    private static readonly Time[] spikes = ReleaseTrials.Train(8, 6.5 * ms, 5 * ms);

    public static TheoryData<string> Releases => [.. Of(ModelKind.Release)];

    public static TheoryData<string> Receptors => [.. Of(ModelKind.Receptor)];

    [Theory]
    [MemberData(nameof(Receptors))]
    public void A_receptor_feels_the_weight_times_what_is_emitted(string name)
    {
        // Half of a weight of which all is let out, and a weight of which half is let out: the same bits in every variable of the receptor.
        double[][] whole = Courses(name, 0.5, null);
        double[][] half = Courses(name, 1, new EquationRelease("half", "on spike: emit 0.5"));
        Assert.Equal(whole, half);
        Assert.Contains(whole, course => course.Distinct().Count() > 2);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void A_release_goes_with_every_receptor(string name)
    {
        foreach (string receptor in Of(ModelKind.Receptor))
        {
            double[][] courses = Courses(receptor, 1, (Release)ModelCatalogue.ByName(name).Declaration);
            Assert.All(courses, course => Assert.All(course, value => Assert.True(double.IsFinite(value))));
            Assert.Contains(courses, course => course.Distinct().Count() > 2);
        }
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void A_weight_that_changes_multiplies_what_the_release_emits_and_changes_nothing_in_it(string name)
    {
        var release = (Release)ModelCatalogue.ByName(name).Declaration;
        var halving = new EquationPlasticity("halving", """
            0 <= w <= 1
            on spike: w = w/2
            """);
        var trials = ReleaseTrials.Of(
            [new SynapseUnderTest(release, spikes, 5)], 60 * ms, 0.1 * ms, Trains.Session());
        var moved = ReleaseTrials.Of([new SynapseUnderTest(release, spikes, 5, halving)], 60 * ms, 0.1 * ms, Trains.Session());
        bool released = false;
        for (int trial = 0; trial < 5; trial++)
        {
            double[] whole = trials.Course(0, trial);
            double[] found = moved.Course(0, trial);
            for (int n = 0; n < whole.Length; n++)
            {
                // A spike transmits with the weight that it finds.
                int before = spikes.Count(time => Math.Round(time / (0.1 * ms)) < n);
                bool isClocked = release is VesicleRelease;
                int halvings = isClocked ? spikes.Count(time => Math.Round(time / (0.1 * ms)) <= n) : before;
                Assert.Equal(whole[n] * Math.Pow(0.5, halvings), found[n], 1e-9);
                released |= whole[n] > 0;
            }
        }

        Assert.True(released);
    }

    private static IEnumerable<string> Of(ModelKind kind)
        => ModelCatalogue.All.Where(model => model.Kind == kind && model.Declaration is not ICoupling).Select(model => model.Name);

    // All variables of the receptor in one cell; the weight is a multiple of its unit.
    private static double[][] Courses(string receptor, double weight, Release? release)
    {
        var network = new Network { Seed = 5 };
        var sources = network.Add(new Population("sources", 1, new SpikeTimes([.. spikes.Select(time => (0, time))])));
        var targets = network.Add(new Population("targets", 1, new PointNeuron { Mechanisms = [new Leak()] }));
        switch (ModelCatalogue.ByName(receptor).Declaration)
        {
            case Receptor<Conductance> conductance:
                network.Connect(sources, targets, new AllToAll(), conductance, weight * nS, release: release);
                break;
            case Receptor<Current> current:
                network.Connect(sources, targets, new AllToAll(), current, weight * pA, release: release);
                break;
            case Receptor<Voltage> voltage:
                network.Connect(sources, targets, new AllToAll(), voltage, weight * mV, release: release);
                break;
            case Receptor<Number> number:
                network.Connect(sources, targets, new AllToAll(), number, (Number)weight, release: release);
                break;
            case Receptor<Concentration> concentration:
                network.Connect(sources, targets, new AllToAll(), concentration, weight * mM, release: release);
                break;
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} has weights of another kind: add it here.");
        }

        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, Threads = 1 });
        var equations = TwinNetwork.SystemOf((Neuron)targets.Cell, [(Receptor)ModelCatalogue.ByName(receptor).Declaration]);
        var records = equations.States.Select(state => run.Record(targets.Trace(state.Symbol.Name, 0))).ToList();
        run.Advance(60 * ms);
        return [.. records.Select(record => record.Traces().Columns[0].Values.ToArray())];
    }
}
