using System.Text;

namespace Neuropil.Compiler;

/// <summary>
/// A population's step, ready for a backend: which columns there are, which uniform values the kernel reads, and the parts to run, one after
/// another, over a chunk of cells. Two populations with equal <see cref="CanonicalText"/> share one compiled kernel, whatever their parameters.
/// </summary>
internal sealed class KernelPlan
{
    private string? canonicalText;

    public required IReadOnlyList<KernelColumn> Columns { get; init; }

    /// <summary>Uniform values that are constant for a run: slot k is the value of expression k in kernel units.</summary>
    public required IReadOnlyList<Expr> RunUniforms { get; init; }

    /// <summary>Uniform values that change with time, evaluated at each step; their slots follow those of the run.</summary>
    public required IReadOnlyList<Expr> StepUniforms { get; init; }

    public required IReadOnlyList<KernelGraph> Parts { get; init; }

    public required bool IsSingle { get; init; }

    /// <summary>How many functions of the cost of an exponential each cell evaluates in a step: exp and its relatives; log, sine, cosine; powers by fractions two.</summary>
    public required int Exponentials { get; init; }

    /// <summary>Whether the parts pass values through scratch columns, so that they must run chunk by chunk.</summary>
    public bool NeedsChunks => Parts.Count > 1;

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
    public string CanonicalText => canonicalText ??= Text(index => $"c{index}", slot => $"u{slot}");

    /// <summary>The plan for people, with the names of columns and the formulas of uniform values.</summary>
    public string Dump() => Text(
        index => Columns[index].Name,
        slot => slot < RunUniforms.Count ? $"[{RunUniforms[slot]}]" : $"[at t: {StepUniforms[slot - RunUniforms.Count]}]");

    private string Text(Func<int, string> column, Func<int, string> uniform)
    {
        var text = new StringBuilder();
        for (int part = 0; part < Parts.Count; part++)
        {
            text.AppendLine($"part {part + 1} of {Parts.Count}, {(IsSingle ? "single" : "double")} precision, {Parts[part].Nodes.Count} nodes");
            text.Append(Parts[part].Dump(column, uniform));
        }

        return text.ToString();
    }
}
