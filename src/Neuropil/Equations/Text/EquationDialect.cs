namespace Neuropil;

/// <summary>What a kind of text has beyond the names that it defines: functions of its own, and what to say of names that nothing has.</summary>
internal class EquationDialect
{
    /// <summary>Expressions alone.</summary>
    public static EquationDialect Plain { get; } = new();

    /// <summary>Whether a name that nothing defines is a number from 0 to 1 that is drawn: <c>chance</c>, <c>chance_a</c>, ...</summary>
    public static bool IsChance(string name) => name == "chance" || name.StartsWith("chance_", StringComparison.Ordinal);

    /// <summary>Functions beyond those that every text has: from the text, the name and the arguments to the value.</summary>
    public virtual IReadOnlyDictionary<string, Func<EquationSource, EquationToken, IReadOnlyList<Operand>, Expr>> Functions { get; }
        = new Dictionary<string, Func<EquationSource, EquationToken, IReadOnlyList<Operand>, Expr>>(StringComparer.Ordinal);

    /// <summary>What is said of an unknown name that resembles no other, beginning with a space.</summary>
    public virtual string Unknown => "";

    /// <summary>What somebody wants who writes a name as another simulator has it, as a sentence; null for other names.</summary>
    public virtual string? Meant(string name) => null;
}
