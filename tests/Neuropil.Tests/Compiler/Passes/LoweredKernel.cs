using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Takes prepared formulas the rest of the way, lowering, contraction, cutting, and runs the kernel slowly for one cell.</summary>
internal static class LoweredKernel
{
    /// <summary>The values of the formulas in SI units.</summary>
    public static double[] Values(KernelLowering lowering, List<Expr> prepared, (Expr Input, double Si)[] at, int largestPart = int.MaxValue)
    {
        foreach (var symbol in at.Select(pair => pair.Input).OfType<Symbol>().Where(symbol => symbol.Kind == SymbolKind.State))
        {
            lowering.AddColumn(ColumnKind.State, symbol);
        }

        var graph = lowering.Graph;
        var borders = new List<int>();
        foreach (var formula in prepared)
        {
            int result = lowering.AddColumn(ColumnKind.State, new Symbol($"result {graph.Stores.Count}", formula.Dimension, SymbolKind.State));
            graph.Stores.Add(new KernelStore(result, lowering.Lower(formula)));
            borders.Add(graph.Nodes.Count);
        }

        var (contracted, newBorders) = FusedMultiplyAddContraction.Apply(ScheduledUniforms.Number(graph, lowering.RunUniforms.Count), borders);
        var parts = KernelPartition.Cut(contracted, newBorders, lowering.Columns, largestPart);
        double[] uniforms = Evaluate([.. lowering.RunUniforms, .. lowering.StepUniforms], at);
        KernelVerifier.Verify(parts, lowering.Columns, uniforms.Length);
        double[] columns = [.. lowering.Columns.Select(column => column.Source is { } source ? Evaluate([source], at)[0] : Given(column, at))];
        var after = SlowKernel.Run(parts, columns, uniforms).Columns;
        return [.. graph.Stores.Select((store, i) => KernelUnits.ToSi(after[store.Column], prepared[i].Dimension))];
    }

    private static double Given(KernelColumn column, (Expr Input, double Si)[] at)
    {
        int found = Array.FindIndex(at, pair => pair.Input is Symbol symbol && symbol.Name == column.Name);
        return found < 0 ? double.NaN : KernelUnits.FromSi(at[found].Si, column.Dimension);
    }

    private static double[] Evaluate(List<Expr> expressions, (Expr Input, double Si)[] at)
    {
        var tape = new ExpressionTape(expressions);
        double[] inputs = [.. tape.Inputs.Select(input => KernelUnits.FromSi(at.First(pair => ReferenceEquals(pair.Input, input)).Si, input.Dimension))];
        var values = new double[tape.Count];
        tape.Evaluate(inputs, values);
        return values;
    }
}
