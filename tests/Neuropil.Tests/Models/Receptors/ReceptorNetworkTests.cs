using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Receptors;

/// <summary>Receptors in networks: parameters of each cell, shared wirings, and the same bits however the network runs.</summary>
public class ReceptorNetworkTests
{
    [Fact]
    public void Each_cell_may_have_time_constants_of_its_own()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, KernelTests.Passive));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var receptor = new DoubleExponential("k") { Rise = new[] { 1 * ms, 2 * ms, 4 * ms }, Decay = new[] { 9 * ms, 2 * ms, 3 * ms } };
        network.Connect(source, cells, new AllToAll(), receptor, 1 * nS);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var trace = run.Record(cells.Trace("k.g", 0, 1, 2));
        run.Advance(30 * ms);
        var columns = trace.Traces().Columns;
        for (int n = 10; n < 300; n++)
        {
            Assert.Equal(KernelTests.Kernel((n - 10) * 0.1, 1, 9), columns[0].Values[n], 1e-12);
            Assert.Equal(KernelTests.Kernel((n - 10) * 0.1, 2, 2), columns[1].Values[n], 1e-12);
            Assert.Equal(KernelTests.Kernel((n - 10) * 0.1, 4, 3), columns[2].Values[n], 1e-12);
        }
    }

    [Fact]
    public void Ampa_and_Nmda_share_a_wiring()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, KernelTests.Passive));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var both = new Together<Conductance>("glutamate", new Alpha("ampa") { TimeConstant = 1 * ms }, new Nmda("nmda"), Ratio: 0.25);
        network.Connect(source, cells, new AllToAll(), both, 2 * nS);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        string[] names = ["glutamate.ampa.g", "glutamate.nmda.g", "glutamate.nmda.calcium.charge"];
        var traces = names.Select(name => run.Record(cells.Trace(name, 0))).ToList();
        run.Advance(20 * ms);
        Assert.Equal(2 * KernelTests.Kernel(9, 1, 1), traces[0].Traces().Columns[0].Values[100], 1e-12);
        Assert.Equal(0.5 * KernelTests.Kernel(9, 2, 100), traces[1].Traces().Columns[0].Values[100], 1e-12);
        Assert.True(traces[2].Traces().Columns[0].Values[^1] > 0);
    }

    [Theory]
    [InlineData(2, LaneWidth.Auto, Precision.Double, 31)]
    [InlineData(3, LaneWidth.Scalar, Precision.Double, 77)]
    [InlineData(1, LaneWidth.Bits256, Precision.Single, 0)]
    public void Threads_widths_and_a_resume_change_nothing(int threads, LaneWidth width, Precision precision, int resumeAt)
    {
        var options = new RunOptions { Threads = threads, Width = width, Precision = precision };
        Assert.Equal(Run(new RunOptions { Threads = 1, Precision = precision }, 0), Run(options, resumeAt));

        static double[] Run(RunOptions options, int resumeAt)
        {
            using var file = new MemoryStream();
            if (resumeAt > 0)
            {
                using var before = new Simulation(Mixed(), options);
                Record(before);
                before.Advance(resumeAt * before.TimeStep);
                before.SaveCheckpoint(file);
                file.Position = 0;
            }

            using var run = new Simulation(Mixed(), options);
            var records = Record(run);
            if (resumeAt > 0)
            {
                run.LoadCheckpoint(file);
            }

            run.Advance(20 * ms - run.Time);
            double[] values = [.. records.SelectMany(record => record.Traces().Columns).SelectMany(column => column.Values)];
            Assert.True(values.Distinct().Count() > 1000);
            return values;
        }

        static TraceRecord[] Record(Simulation run) => [.. new[]
        {
            "V", "alpha.g", "double.s", "nmda.calcium.charge", "ampa.r", "gabaA.r", "gabaB.G", "text.g",
        }.Select(name => run.Record(run.Network.Populations[0].Trace(name, 0, 50, 129)))];
    }

    // Every receptor of this folder onto cells that are driven at random, with time constants that some draw.
    private static Network Mixed()
    {
        var network = new Network { Seed = 7 };
        var cells = network.Add(new Population("cells", 130, KernelTests.Passive));
        var sources = network.Add(new Population("sources", 60, new PoissonSource { Rate = 100 * Hz }));
        var text = new EquationReceptor<Conductance>("text", "dx/dt = -x/tau : nS; dg/dt = (x - g)/tau : nS; I = g*(E - V)\non spike: x += w")
        {
            Parameters = { ["tau"] = Uniform(1 * ms, 4 * ms), ["E"] = 0 * mV },
        };
        void Connect<TWeight>(Receptor<TWeight> receptor, Parameter<TWeight> weight)
            where TWeight : struct, IQuantity<TWeight>
            => network.Connect(sources, cells, new FixedProbability(0.2), receptor, weight);
        Connect(new Alpha("alpha"), 0.2 * nS);
        Connect(new DoubleExponentialCurrent("double") { Decay = Uniform(3 * ms, 9 * ms) }, 2 * pA);
        Connect(new Nmda("nmda"), 0.2 * nS);
        Connect(new KineticAmpa("ampa"), 0.1 * mM);
        Connect(new KineticGabaA("gabaA") { PulseDuration = 0.75 * ms }, 0.1 * mM);
        Connect(new KineticGabaB("gabaB"), 0.1 * mM);
        Connect(text, 0.2 * nS);
        return network;
    }
}
