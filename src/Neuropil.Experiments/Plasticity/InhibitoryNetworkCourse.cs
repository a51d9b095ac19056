using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How the rate of the network of Vogels et al. (2011) falls towards its target of 3 Hz, as the paper has it and with faster learning.</summary>
internal static class InhibitoryNetworkCourse
{
    // Rates of the excitatory cells by seconds, mean and standard deviation of networks that differ in their connections only
    // (tests/references/networks/inhibitory_plasticity.cpp). Two of them differ by up to 25 % in the second second: a single network
    // (73, 17.3, 13.5, 11.5, 10.7 Hz by another simulator) says no more than that.
    private const int Networks = 10;
    private static readonly (int Second, double Rate, double Spread)[] published =
    [
        (1, 76.08, 1.3), (2, 18.94, 1.27), (3, 14.27, 0.71), (4, 12.1, 0.38), (5, 11.24, 0.66),
    ];

    // The paper's eta of 0.01 nS over the largest weight of 100 nS.
    private const double LearningRate = 1e-4;

    // By the same program with 2000 cells, 200 inputs each, and an eta of 0.1 nS: means of as many networks, and standard deviations.
    private const int FastCells = 2000;
    private const double FastFactor = 10;
    private static readonly (double Second, double Rate, double Spread)[] fast =
    [
        (1, 19.12, 1.22), (2, 6.94, 0.67), (3, 5.82, 0.44), (5, 5.04, 0.46), (10, 4.21, 0.33), (20, 3.76, 0.44), (30, 3.79, 0.36),
    ];
    private const string Program = "an independent C++ program, ten networks with other connections (tests/references/networks/inhibitory_plasticity.cpp)";
    private const int Window = 5; // s, of a CV: some 20 intervals

    /// <summary>The paper's network, second by second.</summary>
    public static void Published(InhibitoryPlasticityParameters p, Session session, Findings findings)
    {
        var (spikes, rates) = Simulate(session, 10_000, LearningRate, p.Network, p.TimeStep);
        int seconds = rates.Length;
        var compared = published.Where(each => each.Second <= seconds).ToList();
        foreach (var (at, rate, spread) in compared)
        {
            findings.Check(
                new Reference<InhibitoryPlasticityParameters>($"network: rate in second {at} (Hz)", rate, "independent program, mean of networks with "
                    + "other connections; it changes the weight before it transmits, which moves none of these means by more than 3 %; 4 standard deviations",
                    _ => true).OfDraws(spread, Networks),
                p, rates[at - 1]);
        }

        foreach (var (at, rate) in new[] { (20, 6.4), (60, 5.0) })
        {
            if (at <= seconds)
            {
                findings.Check($"network: rate in second {at} (Hz)", rate, rates[at - 1], 0.1 * rate, "another simulator, one network; tolerance: 10 %");
            }
        }

        double[] pieces = [.. Enumerable.Range(0, Math.Min(seconds, 20) / 5).Select(k => rates.Skip(5 * k).Take(5).Average())];
        findings.Check(Check.Exactly("network: pieces of 5 s, of the first 20 s, in which the rate is above that of the piece before", 0,
            pieces.Skip(1).Where((rate, k) => rate > pieces[k]).Count(), "inhibition grows until the target is reached"));
        findings.Figure(
            "network", "The network", "Rate of the excitatory cells of the paper's network, and its target; points: another program, ten networks.",
            Plot.Panel(new Axis("Time", "s") { Minimum = 0 }, new Axis("Rate", "Hz") { Scale = AxisScale.Logarithmic },
                Plot.Line("simulated", Plot.Range(0.5, seconds - 0.5, seconds - 1), rates),
                Plot.Points("another program", [.. compared.Select(each => each.Second - 0.5)], compared.Select(each => each.Rate),
                    compared.Select(each => each.Spread), Colour.Black),
                Plot.Line("target", [0, seconds], [3, 3], LineStyle.Dashed, Colour.Black)));
        findings.Note(
            $"The network's rate falls from {rates[0]:F0} Hz in the first second to {rates[^1]:F1} Hz in second {seconds}: its target of 3 Hz is far off.");
    }

    /// <summary>A network a fifth as large, whose cells have as many inputs, with ten times the learning rate: it comes to its target in seconds.</summary>
    /// <returns>A sentence of the answer.</returns>
    public static string Fast(InhibitoryPlasticityParameters p, Session session, Findings findings)
    {
        var (spikes, rates) = Simulate(session, FastCells, FastFactor * LearningRate, p.FastNetwork, p.TimeStep);
        var (late, half) = (rates[(rates.Length * 3 / 4)..].Average(), spikes.Window(spikes.Stop - (p.FastNetwork / 2).OnGrid(p.TimeStep), spikes.Stop));
        double cv = half.InterspikeIntervals().Cv;
        var isReference = Reference.Defaults<InhibitoryPlasticityParameters>(each => each.FastNetwork, each => each.TimeStep);
        void Compare(string name, double mean, double deviation, double measured) => findings.Check(
            new Reference<InhibitoryPlasticityParameters>(name, mean, Program, isReference).OfDraws(deviation, Networks), p, measured);
        Compare("fast network: rate in the first second (Hz)", fast[0].Rate, fast[0].Spread, rates[0]);
        Compare("fast network: rate in the last 10 s (Hz)", 3.75, 0.106, late);
        Compare("fast network: CV in the last 20 s", 0.931, 0.0117, cv);
        findings.Measure("fast network: rate in the last quarter (Hz)", late);
        findings.Measure("fast network: CV in the second half", cv);
        int windows = rates.Length / Window;
        double[] cvs = [.. Enumerable.Range(0, windows).Select(k => spikes.Window(Window * k * second, Window * (k + 1) * second).InterspikeIntervals().Cv)];
        var time = new Axis("Time", "s") { Minimum = 0 };
        double[] whole = [0, rates.Length];
        findings.SideBySide(
            "fast", "A network that learns fast",
            $"{FastCells} cells with as many inputs as the paper's 10 000, and {FastFactor} times its learning rate. (A) Rate of the excitatory cells, and the "
                + "target; points: another program, ten networks. (B) CV of their intervals in pieces of 5 s; Poisson trains have 1.",
            Plot.Panel(time, new Axis("Rate", "Hz") { Scale = AxisScale.Logarithmic },
                Plot.Line("simulated", Plot.Range(0.5, rates.Length - 0.5, rates.Length - 1), rates, colour: EiColours.Excitation),
                Plot.Points("another program", [.. fast.Select(each => each.Second - 0.5)], fast.Select(each => each.Rate),
                    fast.Select(each => each.Spread), Colour.Black),
                Plot.Line("target", whole, [3, 3], LineStyle.Dashed, Colour.Black)),
            Plot.Panel(time, new Axis("CV of intervals") { Minimum = 0, Maximum = 1.2 },
                Plot.Curve("", [.. Enumerable.Range(0, windows).Select(k => (k + 0.5) * Window)], cvs, colour: EiColours.Excitation),
                Plot.Line("Poisson", whole, [1, 1], LineStyle.Dashed, Colour.Black)));
        return $" With {FastFactor} times the paper's learning rate a network comes from {rates[0]:F0} Hz in the first second to {late:F2} Hz, its target of "
            + $"3 Hz and what inhibition prevents, with a CV of {cv:F2}.";
    }

    private static (SpikeTrains Spikes, double[] Rates) Simulate(Session session, int cells, double learningRate, Time duration, Time timeStep)
    {
        var network = new InhibitoryNetwork(session, cells, 200.0 / cells, learningRate);
        var run = session.Simulate(network.Network, timeStep);
        var record = run.Record(network.Excitatory.Spikes);
        run.Advance(duration);
        var spikes = record.Trains();
        return (spikes, [.. Enumerable.Range(0, (int)(duration / second)).Select(k => spikes.Window(k * second, (k + 1) * second).MeanRate() / Hz)]);
    }
}
