using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ParallelChannelsExperiment"/>.</summary>
internal sealed record ParallelChannelsParameters
{
    [Option("numbers of groups of rate units", AtLeast = "2", AtMost = "100")] public IReadOnlyList<int> Groups { get; init; } = [2, 4];
    [Option("parts of the coupling that are spread over all groups", AtLeast = "0", AtMost = "1")]
    public IReadOnlyList<double> Spreads { get; init; } = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

    [Option("part of the spiking network's synapses that is spread", AtLeast = "0", AtMost = "1")] public double SpikingSpread { get; init; } = 0.25;
    [Option("excitatory cells for each stream of the spiking networks", AtLeast = "100", AtMost = "20000")]
    public IReadOnlyList<int> Cells { get; init; } = [200, 400, 800];

    [Option("spiking networks of each size", Name = "networks", AtLeast = "2", AtMost = "100")] public int Networks { get; init; } = 3;
    [Option("measured time of each spiking network", AtLeast = "2 s", Unit = "s")] public Time Duration { get; init; } = 4 * second;
}

/// <summary>Several streams through one balanced network: what one says in the channel of another, for rates in closed form and for spiking cells.</summary>
internal sealed class ParallelChannelsExperiment : Experiment<ParallelChannelsParameters>
{
    private const string Own = "slope on the own signal (Hz)";
    private const string Other = "slope on the other signal (Hz)";
    private const string Explained = "part of the variance that the own signal explains";
    private static readonly double[,] coupling = { { 2, -1.5 }, { 2, -1 } };

    public override string Name => "parallel-channels";

    public override string Question => "Can one balanced network carry several streams without mixing them?";

    public override string Source => "van Vreeswijk and Sompolinsky, Neural Comput. 10 (1998); excitation-inhibition balance, independent channels";

    public override void Run(ParallelChannelsParameters p, Session session, Findings findings)
    {
        RateStreams[] systems = [.. p.Groups.SelectMany(groups => p.Spreads.Select(spread => new RateStreams(groups, spread, coupling)))];
        double[][] rates = RateStreams.Simulate(systems, session.Part(0, 2));
        double[] crosstalk = [.. rates.Select(one => one[1] / one[0])];
        foreach (var (system, found) in systems.Zip(crosstalk))
        {
            findings.Check($"crosstalk over self, {system.Groups} groups, q {system.Spread:G3}", system.Crosstalk, found, 1e-6,
                "the sum over groups sees J, differences (1 - q) J: two systems of two equations; the rest of the transient is below 1e-9");
        }

        var sweep = session.Part(1, 2).Sweep(p.Cells, p.Networks, (cells, part, found) =>
        {
            var reading = new SpikingStreams(cells, p.SpikingSpread).Read(part, p.Duration);
            found.Measure(Own, reading.Own);
            found.Measure(Other, reading.Other);
            found.Measure(Explained, reading.Explained);
        });
        sweep.Run();
        Draw(p, systems, crosstalk, sweep.Points, findings);
        var most = sweep.Points[^1];
        findings.Measure("spiking cells: crosstalk over self", most.Mean(Other) / most.Mean(Own));
        findings.Measure("spiking cells: variance explained by the own signal", most.Mean(Explained));
        var strongest = systems.Zip(crosstalk).MinBy(one => one.Second);
        findings.Answer($"Channels that share nothing do not mix. Where they share a part of their coupling, one is answered in the other with the "
            + "opposite sign: at most "
            + $"{strongest.Second:F3} of the own response (q = {strongest.First.Spread:G3}, {strongest.First.Groups} groups). With {most.Value} "
            + "excitatory spiking cells for each "
            + $"stream the own signal explains {100 * most.Mean(Explained):F0} % of the rate's variance, and the crosstalk is "
            + $"{most.Mean(Other) / most.Mean(Own):F2} of it.");
        findings.Note("Balance does not keep channels apart by itself: it cancels what is common to all groups, so that a group is pushed down where "
            + "another goes up. How independent "
            + "streams are is decided by how much of the wiring they share. How well a stream is read grows with its cells, since the noise of single "
            + "cells averages out.");
    }

    protected override void Validate(ParallelChannelsParameters p)
        => Refuse.If(p.Groups.Count == 0 || p.Spreads.Count == 0 || p.Cells.Count == 0, "--groups, --spreads and --cells need a value each");

    private static void Draw(
        ParallelChannelsParameters p, RateStreams[] systems, double[] crosstalk, IReadOnlyList<SweepPoint<int>> points, Findings findings)
    {
        double[] line = Plot.Range(p.Spreads.Min(), p.Spreads.Max(), 60), cells = [.. points.Select(point => (double)point.Value)];
        var theory = p.Groups.SelectMany((groups, i) => new PlotLayer[]
        {
            Plot.Line("", line, spread => new RateStreams(groups, spread, coupling).Crosstalk, colour: Palette.At(i + 2)),
            Plot.Points($"{groups} groups", [.. p.Spreads], systems.Zip(crosstalk).Where(one => one.First.Groups == groups).Select(one => one.Second),
                colour: Palette.At(i + 2)),
        });
        Series Of(string name, string measure, Colour colour) => new(name, cells, [.. points.Select(point => point.Mean(measure))])
        {
            Marker = Marker.Circle, Error = [.. points.Select(point => point.Error(measure))], Colour = colour,
        };
        findings.SideBySide("channels", "Streams in one network",
            "(A) The response in another channel over that in the own one, against the part of the coupling that is spread over all: simulated "
                + "(points) and closed form (lines). "
                + $"(B) Spiking cells with {100 * p.SpikingSpread:G3} % of their synapses spread over two streams: slopes of the rate in 50 ms on the "
                + "own and the other signal, and "
                + "(C) the part of its variance that the own signal explains, against the number of excitatory cells.",
            Plot.Panel(new Axis("Spread part q"), new Axis("Crosstalk over self"), [.. theory, ReferenceLine.AtY(0)]),
            Plot.Panel(new Axis("Cells of a stream"), new Axis("Slope", "Hz"), Of("own", Own, EiColours.Both), Of("other", Other, Palette.At(4)),
                ReferenceLine.AtY(0)),
            Plot.Panel(new Axis("Cells of a stream"), new Axis("Explained variance") { Minimum = 0, Maximum = 1 }, Of("", Explained, EiColours.Both)));
        findings.Table("crosstalk.csv", "crosstalk of rate units", systems.Zip(crosstalk), ("groups", row => row.First.Groups), ("spread part",
            row => row.First.Spread),
            ("crosstalk over self", row => row.Second), ("closed form", row => row.First.Crosstalk));
    }
}
