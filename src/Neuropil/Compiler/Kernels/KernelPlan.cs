namespace Neuropil.Compiler;

/// <summary>
/// A population's step, ready for a backend: which columns there are, which uniform values the kernel reads, and what it computes, twice: as formulas,
/// for a backend that evaluates them, and as one graph of primitives. Two populations with equal <see cref="CanonicalText"/> share one compiled kernel,
/// whatever their parameters.
/// </summary>
internal sealed class KernelPlan
{
    private string? canonicalText;

    public required IReadOnlyList<KernelColumn> Columns { get; init; }

    /// <summary>Uniform values that are constant for a run: slot k is the value of expression k in kernel units.</summary>
    public required IReadOnlyList<Expr> RunUniforms { get; init; }

    /// <summary>Uniform values that change with time, evaluated at each step; their slots follow those of the run.</summary>
    public required IReadOnlyList<Expr> StepUniforms { get; init; }

    /// <summary>The formulas of new values; every one sees old values only.</summary>
    public required IReadOnlyList<(Symbol Column, Expr Value)> Assignments { get; init; }

    /// <summary>Whether a cell spikes, or null.</summary>
    public Expr? Spiked { get; init; }

    /// <summary>Whether something is at fault with an entity, or null: for kernels that watch no values.</summary>
    public Expr? Fault { get; init; }

    /// <summary>The values that must be finite.</summary>
    public IReadOnlyList<WatchedValue> Watched { get; init; } = [];

    /// <summary>Those of them that statements may write over.</summary>
    public IReadOnlyList<WatchedValue> Overwritten => [.. Watched.Where(value => value.IsOverwritten)];

    /// <summary>The same in primitives.</summary>
    public required KernelGraph Graph { get; init; }

    /// <summary>The numbers of nodes of the graph after which a mechanism is complete: cheap places to cut it.</summary>
    public required IReadOnlyList<int> Borders { get; init; }

    public required bool IsSingle { get; init; }

    /// <summary>
    /// How many functions of the cost of an exponential each cell evaluates in a step: exp and its relatives; log, sine, cosine; powers by fractions two.
    /// </summary>
    public required int Exponentials { get; init; }

    /// <summary>The index of the column with that kind and name, or -1.</summary>
    public int IndexOf(ColumnKind kind, string name)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Kind == kind && Columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The plan without names and values, the key of the kernel cache.</summary>
    public string CanonicalText => canonicalText ??=
        $"{Columns.Count} columns, mechanisms end at {string.Join(' ', Borders)}; {Text(index => $"c{index}", slot => $"u{slot}")}";

    /// <summary>The plan for people, with the names of columns and the formulas of uniform values.</summary>
    public string Dump() => Text(
        index => Columns[index].Name,
        slot => slot < RunUniforms.Count ? $"[{RunUniforms[slot]}]" : $"[at t: {StepUniforms[slot - RunUniforms.Count]}]");

    private string Text(Func<int, string> column, Func<int, string> uniform)
        => $"{(IsSingle ? "single" : "double")} precision, {Graph.Nodes.Count} nodes{Environment.NewLine}{Graph.Dump(column, uniform)}";
}
