using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>On what a value depends, and so how often it must be computed.</summary>
[Flags]
internal enum Varies
{
    /// <summary>Not at all: once a run.</summary>
    Never = 0,

    /// <summary>With time: once a step.</summary>
    WithTime = 1,

    /// <summary>With the cell's parameters: once a cell.</summary>
    WithCell = 2,

    /// <summary>With the cell's state: every step of every cell.</summary>
    WithState = 4,
}

/// <summary>Answers on what expressions depend.</summary>
internal sealed class Variability
{
    private readonly Dictionary<Expr, Varies> done = new(ReferenceComparer.Instance);

    public Varies Of(Expr expression)
    {
        if (done.TryGetValue(expression, out var known))
        {
            return known;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var varies = expression switch
        {
            ParameterExpr parameter => parameter.Parameter.IsUniform ? Varies.Never : Varies.WithCell,
            Symbol symbol => symbol.Kind switch
            {
                SymbolKind.TimeStep or SymbolKind.Resolution => Varies.Never,
                SymbolKind.Time => Varies.WithTime,
                _ => Varies.WithState,
            },
            _ => Varies.Never,
        };
        foreach (var operand in expression.Operands)
        {
            varies |= Of(operand);
        }

        done[expression] = varies;
        return varies;
    }
}
