using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Inputs;

/// <summary>A cell that does nothing but count: n is the number of events in the last step, other that of a second, independent kind.</summary>
internal sealed record CountingCell : Neuron
{
    public Parameter<Frequency> Rate { get; init; } = 1 * kHz;

    public Expr Modulation { get; init; } = 1.0;

    /// <summary>The name under which n is shared by all cells, or null.</summary>
    public string? SharedBy { get; init; }

    protected internal override void Declare(CellBuilder equations)
    {
        var rate = Expr.Of(Rate) * Modulation;
        equations.Update(equations.State("n", Dimension.None),
            SharedBy is null ? equations.PoissonCount("events", rate) : equations.SharedPoissonCount("events", rate, SharedBy));
        equations.Update(equations.State("other", Dimension.None), equations.PoissonCount("otherEvents", rate));
    }

    /// <summary>The counts of a run's steps, step by step, cell by cell.</summary>
    public static double[][] Counts(Neuron cell, int cells, int steps, RunOptions? options = null, string variable = "n", ulong seed = 1)
    {
        var network = new Network { Seed = seed };
        var population = network.Add(new Population("cells", cells, cell));
        return Counts(network, population, steps, options, variable);
    }

    public static double[][] Counts(Network network, Population population, int steps, RunOptions? options = null, string variable = "n")
    {
        using var run = new Simulation(network, options ?? new RunOptions { TimeStep = 1 * ms });
        var trace = run.Record(population.Trace(variable, [.. Enumerable.Range(0, population.Size)]));
        run.Advance(steps * run.TimeStep);
        var columns = trace.Traces().Columns;
        return [.. Enumerable.Range(1, steps).Select(step => columns.Select(column => column.Values[step]).ToArray())];
    }
}
