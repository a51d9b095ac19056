namespace Neuropil;

/// <summary>What the text of a synapse has beyond names: <c>count(condition)</c> and <c>sum(x)</c> over release sites.</summary>
internal sealed class SynapseDialect : EquationDialect
{
    private readonly SynapseSites sites;

    public SynapseDialect(SynapseSites sites)
    {
        this.sites = sites;
        Functions = new Dictionary<string, Func<EquationSource, EquationToken, IReadOnlyList<Operand>, Expr>>(StringComparer.Ordinal)
        {
            ["count"] = Count,
            ["sum"] = Sum,
        };
    }

    public override IReadOnlyDictionary<string, Func<EquationSource, EquationToken, IReadOnlyList<Operand>, Expr>> Functions { get; }

    public override string Unknown => " Give it a value in Parameters, or a line of its own.";

    public override string? Meant(string name) => name switch
    {
        "rand" => "A number from 0 to 1 that each synapse draws at each event is written 'chance' (or 'chance_a', ...).",
        "randn" or "xi" => "Synapses have no white noise; 'chance' is a number from 0 to 1 that each draws at each event.",
        "int" => "A number for a condition is written select(condition, 1, 0), a whole number floor(x).",
        _ when name.StartsWith("target.", StringComparison.Ordinal) => "A variable of the target cell gets its unit by a line of its own: "
            + $"{name[7..]} = {name} : mV.",
        _ when name.EndsWith("_post", StringComparison.Ordinal) && name.Length > 5 => "A variable of the target cell gets a name by a line of its "
            + $"own: {name[..^5]} = target.{name[..^5]} : mV.",
        _ when name.StartsWith("source.", StringComparison.Ordinal) => "A variable of the source cell gets its unit by a line of its own: "
            + $"{name[7..]} = {name} : 1.",
        _ when name.EndsWith("_pre", StringComparison.Ordinal) && name.Length > 4 => "A variable of the source cell, which statements on clocks may "
            + $"read, gets a name by a line of its own: {name[..^4]} = source.{name[..^4]} : mV. Spikes change variables of the scope 'source'.",
        _ => null,
    };

    private Expr Count(EquationSource source, EquationToken name, IReadOnlyList<Operand> arguments)
    {
        var condition = Argument(source, name, arguments);
        return condition.Value.IsCondition
            ? sites.Sum(Neuropil.Functions.Select(condition.Value, 1.0, 0.0))
            : throw source.Fault(
                $"count takes a condition, such as chance < p, but {source.Quote(condition.Start, condition.End)} is "
                + $"{QuantityCatalogue.DescribeOne(condition.Value.Dimension)}.", condition.Start);
    }

    private Expr Sum(EquationSource source, EquationToken name, IReadOnlyList<Operand> arguments)
    {
        var summed = Argument(source, name, arguments);
        return summed.Value.IsCondition
            ? throw source.Fault($"sum takes a number or quantity, but {source.Quote(summed.Start, summed.End)} is a condition; count(...) counts the "
                + "sites where it holds.", summed.Start)
            : sites.Sum(summed.Value);
    }

    private Operand Argument(EquationSource source, EquationToken name, IReadOnlyList<Operand> arguments)
    {
        if (sites.Count is null)
        {
            throw source.Fault($"{name.Text}(...) runs over release sites: give their number as Sites.", name.Start);
        }

        return arguments.Count == 1 ? arguments[0] : throw source.Fault($"{name.Text} takes 1 argument, not {arguments.Count}.", name.Start);
    }
}
