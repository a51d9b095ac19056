using System.Globalization;
using System.Text.RegularExpressions;
using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests;

/// <summary>
/// The exercises in docs/exercises: pages in two languages, starters and solutions that run, and solutions whose answers are right by formulas that do not come
/// from any program here.
/// </summary>
public sealed partial class ExerciseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Root => Path.Combine(RepositoryFolder.Path, "docs", "exercises");

    private static string[] Pages => [.. Directory.GetFiles(Root, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Programs()
        => [.. Directory.GetFiles(Root, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    /// <summary>
    /// What a solution prints behind a label, what it has to be, and how far it may be from it: half of the last printed digit where a formula is exact, else
    /// what is said beside it.
    /// </summary>
    public static TheoryData<string, string, double, double> Answers()
    {
        var depressing = new ResourceFormulas(0.5, 800, 0);
        var facilitating = new ResourceFormulas(0.03, 130, 530);
        int best = Enumerable.Range(1, 1000).MaxBy(interval => facilitating.Steady(interval));
        double near = Math.Exp(-10.0 / 20), up = 0.01 * near, down = 0.0105 * near;
        double Unblocked(double v) => 1 / (1 + (Math.Exp(-0.062 * v) / 3.57));
        var data = new TheoryData<string, string, double, double>
        {
            // The peak is read on a grid of 0.01 ms.
            { "synapses/transmission", "decay 8 ms: peak after", PeakTime(2, 8), 0.01 },
            { "synapses/transmission", "decay 4 ms: peak after", PeakTime(2, 4), 0.01 },
            { "synapses/transmission", "decay 2.1 ms: peak after", PeakTime(2, 2.1), 0.01 },
            { "synapses/transmission", "decay 2 ms: peak after", 2, 0.01 },
            { "synapses/transmission", "decay 8 ms: peak after 3.70 ms, area", Area(2, 8), 0.0006 },
            { "synapses/transmission", "decay 4 ms: peak after 2.77 ms, area", Area(2, 4), 0.0006 },
            { "synapses/transmission", "decay 2.1 ms: peak after 2.05 ms, area", Area(2, 2.1), 0.0006 },
            { "synapses/transmission", "decay 2 ms: peak after 2.00 ms, area", 2 * Math.E, 0.0006 },
            { "synapses/transmission", "nS ms, C", Area(2, 8) / 6, 0.006 },
            { "synapses/transmission", "mV, coupling", 0.5 / (0.5 + 10), 5e-6 },

            // The first cell sees its own leak and, behind the junction, that of the other.
            { "synapses/transmission", "gap junction:", 100 / (10 + (0.5 * 10 / 10.5)), 5e-4 },
            { "synapses/transmission", "chemical synapse below threshold: 10.000 and", 0, 0 },

            // 10 000 trials: four standard errors. N and q as in the issue's bar, 5 %.
            { "synapses/release", "N 5, p 0.3: mean", 15, 4 * Math.Sqrt(105.0 / 10_000) },
            { "synapses/release", "N 15, p 0.1: mean", 15, 4 * Math.Sqrt(135.0 / 10_000) },
            { "synapses/release", "N 2, p 0.75: mean", 15, 4 * Math.Sqrt(37.5 / 10_000) },
            { "synapses/release", "from the parabola: N", 5, 0.25 },
            { "synapses/release", ", q", 10, 0.5 },
            { "synapses/release", "part of the sites in U:", 1 / 5.0 / 1.82, 5e-5 },
            { "synapses/release", "part of the sites in D:", 1 / 10.0 / 1.82, 5e-5 },
            { "synapses/release", "part of the sites in P:", 1 / 2.0 / 1.82, 5e-5 },
            { "synapses/release", "part of the sites in F:", 1 / 50.0 / 1.82, 5e-5 },
            { "synapses/release", "part of the sites in R:", 1 / 1.0 / 1.82, 5e-5 },
            { "synapses/short-term-plasticity", "20 Hz, depressing: 0.5000,", 0.5 * (1 - (0.5 * Math.Exp(-50.0 / 800))), 5e-5 },
            { "synapses/short-term-plasticity", "release x rate x recovery at 10 and 100 Hz:", 0.841, 6e-4 },
            { "synapses/short-term-plasticity", "release x rate x recovery at 10 and 100 Hz: 0.841,", 0.982, 6e-4 },
            { "synapses/short-term-plasticity", "paired-pulse ratio at 50 ms:", facilitating.PairedPulseRatio(50), 5e-5 },
            { "synapses/short-term-plasticity", "largest release:", facilitating.Steady(best), 5e-6 },
            { "synapses/short-term-plasticity", "at intervals of", best, 0 },

            // A parabola and a line through points of a millivolt's distance.
            { "synapses/nmda", "largest inward current at", -26.955, 0.01 },
            { "synapses/nmda", "half of the conductance is blocked at", -Math.Log(3.57) / 0.062, 0.006 },
            { "synapses/nmda", "half is blocked at -40 mV by", 3.57 * Math.Exp(-0.062 * 40), 5e-5 },
            { "synapses/nmda", "mM: there the part is", 0.5, 5e-5 },
            { "synapses/nmda", "calcium at 0 mV over calcium at -70 mV:", Unblocked(0) * 130 / (Unblocked(-70) * 200), 5e-4 },

            // Of the whole course, by quadrature of the formulas (an independent program, to three digits), and as a charge.
            { "synapses/nmda", "10 ms after the arrival:", 3.40, 0.01 },
            { "synapses/nmda", "10 ms before it:", 1.51, 0.01 },
            { "synapses/nmda", "peak of calcium without a spike:", CalciumAtRest(Unblocked(-70)), 0.01 },

            { "plasticity/stdp", "one pair: at 10 ms", up, 5e-6 },
            { "plasticity/stdp", "one pair: at 10 ms * nS, at -10 ms", -down, 5e-6 },
            { "plasticity/stdp", "2000 of each in turn: additive", 0, 0 },
            { "plasticity/stdp", "2000 of each in turn: additive * nS, multiplicative", BackToItself(up, down), 5e-5 },
            { "plasticity/stdp", "60 pairs: at 1 Hz", 60 * up, 5e-5 },
            { "plasticity/stdp", "60 pairs: at 1 Hz * nS, at 50 Hz", ChangeByTrain(60, 20), 5e-5 },

            // Euler's steps of 10 ms, and a threshold that moves in steps of the run: a few parts in 10 000; times on a grid of a tenth of a second.
            { "plasticity/bcm", "activity 0.5: weight change", 0.1 * 0.5 * (0.5 - 1), 5e-5 },
            { "plasticity/bcm", "activity 1.5: weight change", 0.1 * 1.5 * (1.5 - 1), 5e-5 },
            { "plasticity/bcm", "activity 2 strengthens for", 10 * Math.Log(1.5), 0.1 },
            { "plasticity/bcm", "after 20 s the threshold is", 4 - (3 * Math.Exp(-2)), 6e-4 },
            { "plasticity/bcm", "from 0.3 and 0.1: activity", 1, 0 },
            { "plasticity/bcm", "from 0.3 and 0.1: activity 1.0000, threshold", 1, 0 },
            { "plasticity/bcm", "from 1.5 and 3: activity", 1, 0 },
            { "plasticity/bcm", "from 1.5 and 3: activity 1.0000, threshold", 1, 0 },
            { "plasticity/bcm", "threshold of 8 s: deviations grow by", (0.1 - (1.0 / 8)) / 2, 2e-4 },
            { "plasticity/bcm", "threshold of 12 s: deviations grow by", (0.1 - (1.0 / 12)) / 2, 2e-4 },

            // Fluxes are held for 10 ms, of up to 1 per second.
            { "plasticity/trafficking", "extrasynaptic after 20 s", 200 / 6.0 * (1 - Math.Exp(-0.06 * 20)), 0.01 },
            { "plasticity/trafficking", "in the end", 200 / 6.0, 5e-3 },
            { "plasticity/trafficking", "nothing binds: internal", 200 / 1.3, 5e-3 },
            { "plasticity/trafficking", "nothing binds: internal *, extrasynaptic", 200 * 0.2 / 1.3, 5e-3 },
            { "plasticity/trafficking", "nothing binds: internal *, extrasynaptic *, mobile", 200 * 0.1 / 1.3, 5e-3 },
            { "plasticity/trafficking", "60 slots: internal", 10 * Mobile(60, 0.01), 5e-3 },
            { "plasticity/trafficking", "60 slots: internal *, extrasynaptic *, mobile *, bound", 200 - (13 * Mobile(60, 0.01)), 5e-3 },
            { "plasticity/trafficking", "120 slots: internal *, extrasynaptic *, mobile *, bound", 200 - (13 * Mobile(120, 0.01)), 5e-3 },
            { "plasticity/trafficking", "insertion doubled: internal *, extrasynaptic *, mobile *, bound", 200 - (8 * Mobile(60, 0.02)), 5e-3 },
            { "plasticity/trafficking", "both: internal *, extrasynaptic *, mobile *, bound", 200 - (8 * Mobile(120, 0.02)), 5e-3 },

            // A sensor of 10 ms follows a course of 10 s, and weights change every 10 ms; times on a grid of a tenth of a second.
            { "plasticity/scaling", "unscaled input 0: factor", (1.5 + 0.5) / (0.5 + 0.5), 5e-5 },
            { "plasticity/scaling", "unscaled input 0: factor 2.0000, activity", 3, 5e-5 },
            { "plasticity/scaling", "unscaled input 0.4: factor", (2 - 0.4) / (1 - 0.4), 5e-5 },
            { "plasticity/scaling", "unscaled input 0.4: factor 2.6667, activity", 3, 5e-5 },
            { "plasticity/scaling", "weights:", 0.1, 5e-5 },
            { "plasticity/scaling", "largest over smallest: scaled", 4, 0 },
            { "plasticity/scaling", "with the same amount more", 0.28 / 0.22, 5e-5 },
            { "plasticity/scaling", "fast sensor: activity after 10 s", 1 / (1 + (4 * Math.Exp(-1))), 1e-3 },
            { "plasticity/scaling", "above 0.9 from", 10 * Math.Log(36), 0.15 },
            { "plasticity/scaling", "from one crossing of the target to the next", 20 * Math.PI / Math.Sqrt(3), 0.2 },

            // Steps of 10 ms, and 20 ms of learning before the first look; times on a grid of a tenth of a second.
            { "balance/plasticity", "without inhibition at first: rate", 1 + (2 * Math.Exp(-1)), 1e-3 },
            { "balance/plasticity", "without inhibition at first: rate * after 10 s,", 1, 5e-4 },
            { "balance/plasticity", "in the end, inhibitory weight", 2, 5e-4 },
            { "balance/plasticity", "half of the inhibition lost: rate", 2, 3e-3 },
            { "balance/plasticity", "half of the inhibition lost: rate *, half of the way back after", 10 * Math.Log(2), 0.1 },
            { "balance/plasticity", "inhibition learns: rate *, excitation", 3, 0 },
            { "balance/plasticity", "inhibition learns: rate *, excitation *, inhibition", 2, 5e-4 },
            { "balance/plasticity", "excitation scales: rate", 1, 5e-4 },
            { "balance/plasticity", "excitation scales: rate *, excitation", 2, 5e-4 },
            { "balance/plasticity", "excitation scales: rate *, excitation *, inhibition", 1, 0 },
            { "balance/plasticity", "inputs doubled: rate", 1 + Math.Exp(-0.1 / 2.5), 6e-3 },
            { "balance/plasticity", "inputs doubled: rate *, half of the way back after", (2.5 * Math.Log(2)) - 0.1, 0.1 },
            { "balance/plasticity", "in the end: rate *, inhibitory weight", 2.5, 5e-4 },

            // The mean field by counting at K 50 (tests/references/networks/binary_mean_field.py), of infinitely many units: 500 for 200 ms scatter by 0.005,
            // and have a tenth of their inputs in common.
            { "balance/computation", "balance at m0 0.2: activities", 0.2, 0 },
            { "balance/computation", "balance at m0 0.2: activities * and", 0.2, 0 },
            { "balance/computation", "\nm0 0.2: activities", 0.0867, 0.02 },
            { "balance/computation", "\nm0 0.2: activities * and", 0.1441, 0.02 },
            { "balance/computation", "\nm0 0.3: activities", 0.1747, 0.02 },
            { "balance/computation", "\nm0 0.3: activities * and", 0.2320, 0.02 },
            { "balance/computation", "\nm0 0.4: activities", 0.2587, 0.02 },
            { "balance/computation", "\nm0 0.4: activities * and", 0.3119, 0.02 },
            { "balance/computation", "slopes:", (0.2587 - 0.0867) / 0.2, 0.02 * Math.Sqrt(2) / 0.2 },
            { "balance/computation", "slopes: * and", (0.3119 - 0.1441) / 0.2, 0.02 * Math.Sqrt(2) / 0.2 },
            { "balance/computation", "0.7 m0: balance", 0.4, 0 },
            { "balance/computation", "0.7 m0: balance * and", 0.3, 0 },
            { "balance/computation", "0.7 m0: balance * and *, activities", 0.1281, 0.02 },
            { "balance/computation", "0.7 m0: balance * and *, activities * and", 0.1581, 0.02 },
            { "balance/computation", "0.95 m0: balance", -0.1, 0 },
            { "balance/computation", "0.95 m0: balance * and", 0.05, 0 },
            { "balance/computation", "0.95 m0: balance * and *, activities", 0.0348, 0.02 },
            { "balance/computation", "0.95 m0: balance * and *, activities * and", 0.1307, 0.02 },

            // w r tau times a half, through a synapse of 5 ms, on a grid of 0.1 ms; shot noise of 100 cells.
            { "balance/computation", "signal in the current:", 252.5 * 0.992, 3 },
            { "balance/computation", "signal in the current: * pA without inhibition,", 0.2 * 252.5 * 0.992, 3 },
            { "balance/computation", "signal in the current: * pA without inhibition, * pA with 0.8 of it,", 0, 3 },

            // A cell without noise takes whole steps from spike to spike: 0.3 %. In the first millisecond cells come from up to 1 - 2 e^(-0.1) mV below.
            // The other numbers of this one are what a network does; an independent program holds them in the experiment ei-network.
            { "network/activity", "of independent cells", 1 / Math.Sqrt(4000), 5e-4 },

            { "balance/signal", "without noise:", RateWithoutNoise(16), 5e-3 },
            { "balance/signal", "without noise: * Hz before,", 2 * RateWithoutNoise(16), 5e-3 },
            { "balance/signal", "without noise: * Hz before, * Hz just after the step,", RateWithoutNoise(17), 5e-3 },
            { "balance/signal", "simulated:", RateWithoutNoise(16), 0.003 * RateWithoutNoise(16) },
            { "balance/signal", "simulated: * Hz before,", RateWithoutNoise(16) * 10 * Math.Log((2 * Math.Exp(0.1)) - 1), 0.5 },

            // Siegert's formula with the threshold of the grid (Chernoff's constant; of the drift's share 0.03 Hz), and five standard errors.
            { "balance/signal", "in noise:", SiegertRate(14), 0.03 },
            { "balance/signal", "in noise: * Hz and", SiegertRate(14.5), 0.03 },
            { "balance/signal", "in noise: * Hz and * Hz by theory,", SiegertRate(14), 0.1 },
            { "balance/signal", "in noise: * Hz and * Hz by theory, * Hz and", SiegertRate(14.5), 0.15 },
            { "balance/signal", "cells that see the step in 10 ms:", CellsThatSee(SiegertRate(14), SiegertRate(14.5), 0.01), 15 },
        };
        foreach (int count in (int[])[60, 82, 83, 200])
        {
            data.Add("plasticity/stdp", $"{count} pairs at 10 ms: additive", Math.Min(1, 0.5 + (count * up)), 5e-5);
            data.Add("plasticity/stdp", $"{count} pairs at 10 ms: additive * nS, multiplicative", 1 - (0.5 * Math.Pow(1 - up, count)), 5e-5);
        }

        // Variances with four standard errors, 2 + excess kurtosis (1 - 6 p (1 - p))/(N p (1 - p)) over the trials; failures likewise.
        foreach (var (sites, p) in new[] { (5, 0.3), (15, 0.1), (2, 0.75) })
        {
            double variance = 100 * sites * p * (1 - p), failures = Math.Pow(1 - p, sites);
            double kurtosis = (1 - (6 * p * (1 - p))) / (sites * p * (1 - p));
            string label = string.Create(CultureInfo.InvariantCulture, $"N {sites}, p {p}: mean * pA,");
            data.Add("synapses/release", $"{label} variance", variance, 4 * variance * Math.Sqrt((2 + kurtosis) / 10_000));
            data.Add("synapses/release", $"{label} variance * pA^2, failures", failures, 4 * Math.Sqrt(failures * (1 - failures) / 10_000));
        }

        foreach (int frequency in (int[])[1, 5, 10, 20, 50, 100])
        {
            double released = depressing.Steady(1000.0 / frequency);
            data.Add("synapses/short-term-plasticity", $"steady release at {frequency} Hz:", released, 5e-6);
            data.Add("synapses/short-term-plasticity", $"steady release at {frequency} Hz: *, in a second", frequency * released, 5e-5);
        }

        return data;
    }

    // Up to 9 s: populations as large as the answers on the pages need.
    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_program_runs_and_a_solution_prints_what_its_pages_show(string program)
    {
        string printed = UserProgram.Run(Path.Combine(Root, program), folder.Path);
        Assert.NotEqual("", printed);
        if (!program.EndsWith(".solution.cs", StringComparison.Ordinal))
        {
            Assert.NotEmpty(Directory.GetFiles(folder.Path, "*.svg"));
            return;
        }

        string page = Path.Combine(Root, program.Replace(".solution.cs", "", StringComparison.Ordinal));
        Assert.Equal(Shown(page + ".md"), printed);
        Assert.Equal(Shown(page + ".zh.md"), printed);
    }

    /// <summary>The number behind the label in what the page shows, which is what the solution prints.</summary>
    [Theory]
    [MemberData(nameof(Answers))]
    public void Every_answer_is_that_of_a_formula(string exercise, string label, double expected, double tolerance)
    {
        string pattern = Regex.Escape(label).Replace(@"\*", @"[-\d.]+", StringComparison.Ordinal) + @" (?<value>-?\d+(?:\.\d+)?)";
        var match = Regex.Match(Shown(Path.Combine(Root, exercise + ".md")), pattern);
        Assert.True(match.Success, $"nothing is printed behind '{label}'");
        double value = double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(value - expected) <= tolerance, $"{value} is not {expected} within {tolerance}");
    }

    [Fact]
    public void Every_solution_has_answers_that_are_checked()
    {
        var solutions = Programs().Select(row => row.Data).Where(program => program.EndsWith(".solution.cs", StringComparison.Ordinal))
            .Select(program => program.Replace(".solution.cs", "", StringComparison.Ordinal).Replace('\\', '/'));
        Assert.All(solutions, solution => Assert.Contains(Answers(), answer => answer.Data.Item1 == solution));
    }

    /// <summary>A page has a twin in the other language, with the same programs, commands and outputs, and is written in its own.</summary>
    [Fact]
    public void Every_page_has_its_twin()
    {
        foreach (string page in Pages)
        {
            bool isChinese = page.EndsWith(".zh.md", StringComparison.Ordinal);
            string twin = isChinese ? page.Replace(".zh.md", ".md", StringComparison.Ordinal) : page.Replace(".md", ".zh.md", StringComparison.Ordinal);
            Assert.True(File.Exists(twin), $"{page} has no twin {Path.GetFileName(twin)}");
            string text = File.ReadAllText(page);
            Assert.Contains($"]({Path.GetFileName(twin)})", text);
            string words = AnyBlock().Replace(text, "");
            double chinese = words.Count(letter => letter is >= '\u4e00' and <= '\u9fff') / (double)words.Count(char.IsLetter);
            Assert.True(isChinese ? chinese > 0.4 : chinese < 0.01, $"{page} is {chinese:P0} Chinese");
            Assert.Equal(Questions().Count(text), Questions().Count(File.ReadAllText(twin)));
            Assert.Equal(Blocks(text), Blocks(File.ReadAllText(twin)));
        }
    }

    [Fact]
    public void Every_exercise_is_complete_and_on_the_list()
    {
        foreach (string starter in Programs().Select(row => row.Data).Where(program => !program.EndsWith(".solution.cs", StringComparison.Ordinal)))
        {
            string name = starter[..^".cs".Length].Replace('\\', '/');
            Assert.True(File.Exists(Path.Combine(Root, name + ".solution.cs")), $"{name} has no solution");
            Assert.Contains($"]({name}.md)", File.ReadAllText(Path.Combine(Root, "README.md")));
            Assert.Contains($"]({name}.zh.md)", File.ReadAllText(Path.Combine(Root, "README.zh.md")));
            string page = File.ReadAllText(Path.Combine(Root, name + ".md"));
            Assert.Contains($"dotnet run docs/exercises/{name}.cs", page);
            Assert.Contains($"]({Path.GetFileName(name)}.solution.cs)", page);
        }
    }

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        foreach (string page in Pages)
        {
            var links = Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value);
            Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link)), $"{page}: {link}"));
        }
    }

    /// <summary>What the tests do not run, the directives for the SDK, leads where it should.</summary>
    [Fact]
    public void Every_program_names_the_library()
    {
        foreach (string program in Programs().Select(row => row.Data))
        {
            string path = Path.Combine(Root, program);
            string project = Assert.Single(File.ReadLines(path), line => line.StartsWith("#:project ", StringComparison.Ordinal))["#:project ".Length..];
            Assert.Equal(
                Path.Combine(RepositoryFolder.Path, "src", "Neuropil"), Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, project)));
            Assert.Contains("#:property PublishAot=false", File.ReadLines(path));
        }
    }

    public void Dispose() => folder.Dispose();

    // The peak of two stages one after the other.
    private static double RateWithoutNoise(double mean) => 1000 / (10 * Math.Log(mean / (mean - 15)));

    // tau 10 ms, noise 3 mV, from 0 to 15 mV, in steps of 0.1 ms, which a walk oversteps by -zeta(1/2)/sqrt(2 pi) of its spread in a step; by Simpson's rule.
    private static double SiegertRate(double mean)
    {
        const int Parts = 2000;
        double low = -mean / 3, high = ((15 - mean) / 3) + (0.5825971579 * Math.Sqrt(0.1 / 10));
        double F(double x) => Math.Exp(x * x) * MathNet.Numerics.SpecialFunctions.Erfc(-x);
        double sum = Enumerable.Range(0, Parts + 1).Sum(i => F(low + ((high - low) * i / Parts)) * (i is 0 or Parts ? 1 : i % 2 == 1 ? 4 : 2));
        return 1000 / (10 * Math.Sqrt(Math.PI) * sum * (high - low) / (3 * Parts));
    }

    private static double CellsThatSee(double before, double after, double seconds)
        => (before + after) / 2 * seconds / Math.Pow((after - before) * seconds, 2);

    private static double PeakTime(double rise, double decay) => rise * decay / (decay - rise) * Math.Log(decay / rise);

    // The area under C (exp(-t/decay) - exp(-t/rise)) of peak one is C (decay - rise).
    private static double Area(double rise, double decay)
        => (decay - rise) / (Math.Exp(-PeakTime(rise, decay) / decay) - Math.Exp(-PeakTime(rise, decay) / rise));

    // The peak of calcium, fC, of a conductance of two stages, 2 and 100 ms, 1 nS, of which calcium takes 0.1, with 200 mV, removed in 20 ms: a sum of three
    // exponentials on a grid of a microsecond.
    private static double CalciumAtRest(double unblocked)
    {
        double largest = 0;
        for (double t = 0; t < 200; t += 0.001)
        {
            double Part(double tau) => (Math.Exp(-t / tau) - Math.Exp(-t / 20)) / ((1.0 / 20) - (1 / tau));
            largest = Math.Max(largest, Part(100) - Part(2));
        }

        return 0.1 * unblocked * 200 * largest * Area(2, 100) / 98;
    }

    // The weight that is the same after potentiation by a part of what is left to 1 and then depression by a part of itself.
    private static double BackToItself(double up, double down) => up * (1 - down) / (1 - ((1 - up) * (1 - down)));

    // The change by pairs of 10 ms at a regular interval, each spike with each: windows of 20 ms.
    private static double ChangeByTrain(int pairs, double interval)
    {
        double change = 0;
        for (int pre = 0; pre < pairs; pre++)
        {
            for (int post = 0; post < pairs; post++)
            {
                double s = 10 + ((post - pre) * interval);
                change += s >= 0 ? 0.01 * Math.Exp(-s / 20) : -0.0105 * Math.Exp(s / 20);
            }
        }

        return change;
    }

    // The mobile pool at rest: M (1 + 2 + 2 x 0.05/insertion) + B = 200 with B = slots M/(5 + M), a quadratic equation.
    private static double Mobile(double slots, double insertion)
    {
        double whole = 3 + (0.1 / insertion);
        double half = ((5 * whole) + slots - 200) / (2 * whole);
        return Math.Sqrt((half * half) + (1000 / whole)) - half;
    }

    private static string Shown(string page) => Assert.Single(TextBlock().Matches(File.ReadAllText(page))).Groups["text"].Value;

    // Commands without what is said behind them.
    private static IEnumerable<string> Blocks(string page)
        => AnyBlock().Matches(page).Select(match => Regex.Replace(match.Value, " +# .*", ""));

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex("```text\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex TextBlock();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\d\. ", RegexOptions.Multiline)]
    private static partial Regex Questions();
}
