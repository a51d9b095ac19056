namespace Neuropil.Experiments;

/// <summary>Where a cell's spikes are counted, read from its spike rule V >= threshold: for each cell its own.</summary>
internal sealed class SpikeThreshold
{
    private readonly double[]? thresholds;

    /// <summary>The thresholds of so many cells.</summary>
    public SpikeThreshold(EquationSystem system, int cells)
    {
        var spike = system.Spike!;
        HasReset = system.On(spike).Any(statement => ReferenceEquals(statement.Variable, system.MembranePotential));
        if (spike.Condition is OperationExpr { Operator: Operator.LessOrEqual or Operator.Less } condition
            && ReferenceEquals(condition.Operands[1], system.MembranePotential))
        {
            thresholds = condition.Operands[0] switch
            {
                ConstantExpr constant => [.. Enumerable.Repeat(constant.Value.SiValue, cells)],
                ParameterExpr { Parameter: { } parameter } => Values(parameter, cells),
                _ => null,
            };
        }
    }

    /// <summary>Whether V is reset at a spike.</summary>
    public bool HasReset { get; }

    /// <summary>A cell's threshold in the unit of kernels, mV; NaN where the rule is another.</summary>
    public double Of(int cell) => thresholds is null ? double.NaN : KernelUnits.FromSi(thresholds[cell], Voltage.Dimension);

    private static double[] Values(Parameter parameter, int cells)
    {
        double[] values = new double[cells];
        parameter.Fill(values, seed: 0, RandomPurpose.Parameter, family: 0, firstEntity: 0);
        return values;
    }
}
