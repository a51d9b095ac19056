using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>
/// Every model of the catalogue, in both precisions: alone and in a population with the same bits, and in both backends with the same numbers but for rounding,
/// since the interpreter takes the library's functions.
/// </summary>
public class CatalogueSimulationTests
{
    private const int Cells = 70; // more than four of the widest vectors in single precision, and no whole number of them
    private const int Chosen = 66;
    private const double TimeStep = 0.025; // ms

    private static readonly Precision[] Precisions = [Precision.Double, Precision.Single];

    public static TheoryData<string, Precision> All => [.. CatalogueCells.Names.SelectMany(name => Precisions.Select(precision => (name, precision)))];

    public static TheoryData<string, Precision> WithoutNoise
        => [.. CatalogueCells.WithoutNoise.SelectMany(name => Precisions.Select(precision => (name, precision)))];

    [Theory]
    [MemberData(nameof(All))]
    public void A_cell_has_the_same_bits_alone_and_in_a_population(string name, Precision precision)
    {
        // Noise belongs to the cell's number: the first one is the first one in both.
        int chosen = CatalogueCells.WithoutNoise.Contains(name) ? Chosen : 0;
        double[] initial = [.. Enumerable.Range(0, Cells).Select(cell => -66 + (cell * 0.05))];
        double[] alone = Run(name, [initial[chosen]], 0, 400, precision, Backend.Simd);
        Assert.Equal(alone, Run(name, initial, chosen, 400, precision, Backend.Simd));
        double[] interpreted = Run(name, initial[chosen..Math.Min(chosen + 4, Cells)], 0, 100, precision, Backend.Interpreter);
        Assert.All(interpreted.Zip(alone), pair => Assert.Equal(pair.Second, pair.First, precision == Precision.Double ? 1e-9 : 2e-3));
        Assert.All(alone, value => Assert.True(double.IsFinite(value)));
        Assert.True(alone.Max() - alone.Min() > 0.9, "the input does not move the cell");
    }

    [Theory]
    [MemberData(nameof(WithoutNoise))]
    public void A_simulation_gives_what_the_formulas_of_a_step_give_one_cell_at_a_time(string name, Precision precision)
    {
        var cell = CatalogueCells.Driven(name);
        string observed = CatalogueCells.Observed(cell, [0]).Name;
        double start = cell is RateUnit ? 0 : -65.5;
        var run = new CellRun(cell, TimeStep) { [observed] = start };
        var first = run.System.FindState(observed);
        foreach (var state in InitialOrder.Of(run.System.States).Where(state => state != first))
        {
            run[state.Symbol.Name] = run.Value(state.Initial);
        }

        double[] expected = [run[observed], .. Enumerable.Range(0, 400).Select(_ => run.Step()[observed])];
        double[] found = Run(name, [start], 0, 400, precision, Backend.Simd);

        // In single precision rounding grows along an upstroke; before it the two must agree.
        int compared = precision == Precision.Double ? expected.Length : 100;
        double tolerance = precision == Precision.Double ? 1e-8 : 2e-3;
        for (int n = 0; n < compared; n++)
        {
            Assert.True(Math.Abs(expected[n] - found[n]) < tolerance, $"step {n}: {expected[n]} by formulas, {found[n]} in the simulation");
        }
    }

    private static double[] Run(string name, double[] initial, int chosen, int steps, Precision precision, Backend backend)
    {
        var cell = CatalogueCells.Driven(name);
        var (observed, start) = CatalogueCells.Observed(cell, initial);
        var network = new Network();
        var cells = network.Add(new Population("cells", initial.Length, cell) { Initial = { [observed] = start } });
        using var run = new Simulation(network, new RunOptions { TimeStep = TimeStep * ms, Precision = precision, Backend = backend, Threads = 1 });
        var trace = run.Record(cells.Trace(observed, chosen));
        run.Advance(steps * run.TimeStep);
        return trace.Traces().Columns[0].Values.ToArray();
    }
}
