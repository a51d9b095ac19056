using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Samples a quantity of a population every so many steps: of chosen cells, or its sum over all cells. Sums are taken in fixed blocks of cells,
/// which are added in order, so that threads do not change a bit.
/// </summary>
internal sealed class Probe : IDisposable
{
    private readonly StateBlock block;
    private readonly double[]?[] fixedInputs;
    private readonly int[] columns;
    private readonly Expr expression;

    public Probe(StateBlock block, CellValues values, Expr expression, int[]? cells, int first, int count, int interval)
    {
        (this.block, this.expression, Cells, First, CellCount, Interval) = (block, expression, cells, first, count, interval);
        var tape = new ExpressionTape([expression]);
        columns = tape.Inputs.ConvertAll(ColumnOf).ToArray();
        fixedInputs = tape.Inputs.Select((input, i) => columns[i] >= 0 || ReferenceEquals(input, Symbol.Time) ? null
            : ReferenceEquals(input, Symbol.TimeStep) ? [values.TimeStep]
            : values.Of(((ParameterExpr)input).Parameter)).ToArray();
    }

    /// <summary>The chosen cells; null for the sum over consecutive ones.</summary>
    public int[]? Cells { get; }

    public int First { get; }

    public int CellCount { get; }

    /// <summary>Steps between samples.</summary>
    public int Interval { get; }

    public int Population => block.Index;

    public Dimension Dimension => expression.Dimension;

    /// <summary>Numbers in one sample: a cell's value each, or a block's sum each.</summary>
    public int Width => Cells?.Length ?? (block.PaddedSize / StateBlock.Granularity);

    /// <summary>Samples one after another, in kernel units.</summary>
    public NativeList<double> Samples { get; } = new();

    /// <summary>The step at which the first sample was taken.</summary>
    public long StartStep { get; set; }

    public bool IsDue(long stepsDone) => stepsDone % Interval == 0;

    /// <summary>Where the sample of a step begins.</summary>
    public long Offset(long stepsDone) => ((stepsDone / Interval) - ((StartStep + Interval - 1) / Interval)) * Width;

    /// <summary>A sampler for one worker.</summary>
    public ProbeReader NewReader() => new(this, block, new ExpressionTape([expression]), columns, fixedInputs);

    public void Dispose() => Samples.Dispose();

    private int ColumnOf(Expr input)
    {
        if (input is ParameterExpr || input is Symbol { Kind: not SymbolKind.State })
        {
            return -1;
        }

        return block.Plan.IndexOf(ColumnKind.State, ((Symbol)input).Name);
    }
}
