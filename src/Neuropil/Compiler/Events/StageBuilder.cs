namespace Neuropil.Compiler;

/// <summary>Collects the columns and assignments of one kernel of an event.</summary>
internal sealed class StageBuilder
{
    private readonly List<EventColumn> columns = [];
    private readonly List<(Symbol Column, Expr Value)> assignments = [];
    private readonly Simplification simplification = new(); // one for all assignments, which may share a large formula
    private Expr? fault;

    /// <summary>Whether anything is assigned.</summary>
    public bool IsEmpty => assignments.Count == 0;

    /// <summary>Adds a column for a symbol, unless it has one.</summary>
    public Symbol Bind(EventRole role, Symbol symbol, bool isShared = false)
    {
        if (!columns.Exists(column => ReferenceEquals(column.Symbol, symbol)))
        {
            columns.Add(new EventColumn(role, symbol, isShared));
        }

        return symbol;
    }

    /// <summary>Adds a column of a role that has no variable of its own.</summary>
    public Symbol Bind(EventRole role, Dimension dimension, bool isShared, string? name = null)
        => columns.Find(column => column.Role == role && column.Symbol!.Name == (name ?? role.ToString()))?.Symbol
            ?? Bind(role, new Symbol(name ?? role.ToString(), dimension, SymbolKind.State), isShared);

    /// <summary>The value that a column has afterwards.</summary>
    public void Assign(Symbol column, Expr value) => assignments.Add((column, simplification.Rewrite(value)));

    /// <summary>States where an entity is at fault.</summary>
    public void Fault(Expr condition) => fault = fault is null ? condition : fault | condition;

    /// <summary>All symbols that the assignments read.</summary>
    public IEnumerable<Symbol> Read() => Dependence.Symbols(assignments.Select(row => row.Value));

    /// <summary>The kernel.</summary>
    public EventStage Build()
    {
        var plan = KernelCompiler.Plan([.. columns.Select(column => (KindOf(column), column.Symbol!))], assignments, fault);
        var bound = plan.Columns.Select((column, i) => i < columns.Count ? columns[i]
            : new EventColumn(EventRole.Parameter, null, IsShared: false)).ToList();
        return new EventStage(plan, bound);
    }

    private static ColumnKind KindOf(EventColumn column) => column.IsShared ? ColumnKind.Shared
        : column.Role == EventRole.Chance ? ColumnKind.Draw
        : ColumnKind.State;
}
