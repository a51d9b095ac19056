using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>A run whose network is changed between two steps is that of the model that it has become; nothing else changes a bit of it.</summary>
public class ChangedRunTests
{
    [Theory]
    [InlineData(Precision.Double, 1, "Auto")]
    [InlineData(Precision.Double, 3, "Ring")]
    [InlineData(Precision.Single, 2, "Groups")]
    public void Changed_before_the_first_step_it_is_the_model_that_has_it_from_the_start(Precision precision, int threads, string storage)
    {
        var options = ChangingNetwork.Options(precision, threads, storage);
        string expected = ChangingNetwork.Run(ChangingNetwork.Other, options with { Threads = 1 });
        Assert.NotEqual(expected, ChangingNetwork.Run(new ChangingNetwork(), options));
        Assert.Equal(expected, ChangingNetwork.Run(new ChangingNetwork(), options, (0, run => ChangingNetwork.Other.Give(run))));
        Assert.Equal(expected, ChangingNetwork.Run(ChangingNetwork.Other, options,
            (0, run => new ChangingNetwork().Give(run)), (0, run => ChangingNetwork.Other.Give(run))));
    }

    [Theory]
    [InlineData(Precision.Double, 2, "Auto")]
    [InlineData(Precision.Double, 1, "Ring")]
    [InlineData(Precision.Double, 3, "Groups")]
    [InlineData(Precision.Single, 1, "Blocks")]
    public void Changed_there_and_back_between_two_steps_it_was_never_changed(Precision precision, int threads, string storage)
    {
        // Rates are stretched there and back, which rounds; parameters of synapses bring their variables to the present.
        var other = ChangingNetwork.Other with { Rate = new ChangingNetwork().Rate };
        var options = ChangingNetwork.Options(precision, threads, storage);
        string expected = ChangingNetwork.Run(new ChangingNetwork(), options with { Threads = 1 });
        string changed = ChangingNetwork.Run(new ChangingNetwork(), options, (233, run =>
        {
            other.Give(run, withSynapseParameters: false);
            new ChangingNetwork().Give(run, withSynapseParameters: false);
        }));
        Assert.Equal(expected, changed);
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Threads_storage_and_a_resume_change_nothing_after_changes(Precision precision)
    {
        (int, Action<Simulation>)[] changes = [(101, Half), (302, Rest)];
        string expected = ChangingNetwork.Run(new ChangingNetwork(), ChangingNetwork.Options(precision, 1, "Auto"), changes);
        foreach (var (threads, storage) in new[] { (2, "Ring"), (3, "Groups"), (3, "Blocks") })
        {
            Assert.Equal(expected, ChangingNetwork.Run(new ChangingNetwork(), ChangingNetwork.Options(precision, threads, storage), changes));
        }

        foreach (int stop in new[] { 50, 101, 200, 350 })
        {
            Assert.Equal(expected, Resumed(ChangingNetwork.Options(precision, 2, "Ring"), ChangingNetwork.Options(precision, 3, "Auto"), stop));
        }
    }

    [Fact]
    public void A_run_can_go_back_to_its_checkpoint_from_before_the_changes()
    {
        string expected = ChangingNetwork.Run(new ChangingNetwork(), new RunOptions { Threads = 1 }, (302, Rest));
        using var run = new Simulation(new ChangingNetwork().Build(), new RunOptions { Threads = 2 });
        var records = ChangingNetwork.Record(run);
        using var stream = new MemoryStream();
        run.Advance(302 * run.TimeStep);
        run.SaveCheckpoint(stream);
        Half(run);
        run.Advance(7 * ms);
        stream.Position = 0;
        run.LoadCheckpoint(stream);
        Rest(run);
        run.Advance(ChangingNetwork.Duration - run.Time);
        Assert.Equal(expected, ChangingNetwork.Outcome(run, records));
    }

    [Fact]
    public void A_checkpoint_of_a_changed_run_is_of_its_declaration_and_of_no_other()
    {
        using var stream = new MemoryStream();
        using var run = new Simulation(new ChangingNetwork().Build());
        ChangingNetwork.Other.Give(run);
        run.SaveCheckpoint(stream);
        stream.Position = 0;
        using var other = new Simulation(ChangingNetwork.Other.Build());
        Assert.Contains("another network", Assert.Throws<CheckpointException>(() => other.LoadCheckpoint(stream)).Message, StringComparison.Ordinal);
    }

    private static void Half(Simulation run)
    {
        var (cells, inter) = (run.Network.Find("cells"), run.Network.Find("inter"));
        run.Set(cells.Slice("some", 60..70), "V", -55 * mV);
        run.Set(cells.Slice("others", 30..100), "capacitance", Distributions.Uniform(200 * pF, 300 * pF));
        run.Set(run.Network.Find("noise").Slice("loud", 10..20), "rate", 800 * Hz);
        run.Set(ChangingNetwork.Of(run, "recurrent"), "w", 2000 * nS);
        run.Set(ChangingNetwork.Of(run, "depressing"), "w", 300 * nS);
        run.Set(ChangingNetwork.Of(run, "plastic"), "pairs.x", 0.5);
        run.Set(ChangingNetwork.Of(run, "plastic"), "w", 0.7 * nS);
        run.Set(inter, "V", Distributions.Uniform(-65 * mV, -55 * mV));
    }

    private static void Rest(Simulation run)
    {
        ChangingNetwork.Other.Give(run);
        run.Set(ChangingNetwork.Of(run, "depressing"), "R", 0.4);
        run.Lesion(run.Network.Find("cells").Slice("lost", 5..25));
        run.Lesion(run.Network.Find("noise").Slice("lost", 50..60));
        run.Lesion(ChangingNetwork.Of(run, "inhibition"));
    }

    private static string Resumed(RunOptions before, RunOptions after, int stop)
    {
        using var stream = new MemoryStream();
        using (var first = new Simulation(new ChangingNetwork().Build(), before))
        {
            ChangingNetwork.Record(first);
            Advance(first, 0, stop);
            first.SaveCheckpoint(stream);
        }

        stream.Position = 0;
        using var second = new Simulation(new ChangingNetwork().Build(), after);
        var records = ChangingNetwork.Record(second);
        second.LoadCheckpoint(stream);
        Advance(second, stop, 600);
        return ChangingNetwork.Outcome(second, records);
    }

    // A change at the step of the checkpoint belongs to the first part.
    private static void Advance(Simulation run, int from, int to)
    {
        foreach (var (step, change) in new (int, Action<Simulation>)[] { (101, Half), (302, Rest) })
        {
            if (step > from && step <= to)
            {
                run.Advance((step * run.TimeStep) - run.Time);
                change(run);
            }
        }

        run.Advance((to * run.TimeStep) - run.Time);
    }
}
