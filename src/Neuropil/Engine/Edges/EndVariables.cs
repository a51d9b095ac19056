using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// The variables of a projection that live at one of its ends: for each source cell (every worker has them all, and keeps them equal without
/// a word to others) or for each target cell of a worker.
/// </summary>
internal sealed unsafe class EndVariables : IDisposable
{
    private readonly AlignedMemory memory;
    private readonly long stride;
    private readonly List<Symbol> symbols;

    /// <summary>Room for the variables of so many cells.</summary>
    /// <param name="variables">The variables, in order of declaration.</param>
    /// <param name="first">The number of the first cell, which is element 0.</param>
    /// <param name="count">The number of cells.</param>
    public EndVariables(IEnumerable<ScopedVariable> variables, int first, int count)
    {
        symbols = [.. variables.Select(variable => variable.Symbol)];
        (First, Count) = (first, count);
        stride = StateBlock.Padded(Math.Max(1, count));
        memory = new AlignedMemory((symbols.Count + 1L) * stride * sizeof(double));
    }

    public int First { get; }

    public int Count { get; }

    public IReadOnlyList<Symbol> Symbols => symbols;

    public long Bytes => memory.Bytes;

    /// <summary>The step of the last event that advanced a cell's variables.</summary>
    public double* LastEvent => (double*)memory.Address + (symbols.Count * stride);

    /// <summary>The values of a variable.</summary>
    public double* this[Symbol symbol] => Column(symbols.FindIndex(known => ReferenceEquals(known, symbol)));

    /// <summary>The values of the variable of that place.</summary>
    public double* Column(int variable) => (double*)memory.Address + (variable * stride);

    public void Dispose() => memory.Dispose();
}
