namespace Neuropil.Experiments;

/// <summary>Where a cell's spikes are counted, read from its spike rule V >= threshold: for each cell its own.</summary>
internal sealed class SpikeThreshold(EquationSystem system)
{
    private readonly Expr? level = system.Spike!.LevelOf(system.MembranePotential!);

    /// <summary>Whether V is reset at a spike.</summary>
    public bool HasReset { get; } = system.On(system.Spike!).Any(statement => ReferenceEquals(statement.Variable, system.MembranePotential));

    /// <summary>A cell's threshold, mV; NaN where the rule is another, or the threshold moves with the cell's state.</summary>
    public double Of(int cell)
        => level is null ? double.NaN : level.Evaluate(symbol => new Quantity(double.NaN, symbol.Dimension), cell).SiValue / Units.mV.SiValue;
}
