namespace Neuropil;

/// <summary>The names of functions in the text form of equations, one table for the parser and the printer.</summary>
internal static class FunctionNames
{
    private static readonly (string Name, Operator Operator, int Arity)[] Table =
    [
        ("exp", Operator.Exp, 1), ("expm1", Operator.Expm1, 1), ("exprel", Operator.Exprel, 1), ("bernoulli", Operator.Bernoulli, 1),
        ("log", Operator.Log, 1), ("sqrt", Operator.Sqrt, 1), ("sin", Operator.Sin, 1), ("cos", Operator.Cos, 1), ("tanh", Operator.Tanh, 1),
        ("abs", Operator.Abs, 1), ("floor", Operator.Floor, 1), ("min", Operator.Min, 2), ("max", Operator.Max, 2), ("held", Operator.Held, 1),
        ("select", Operator.Select, 3), ("pow", Operator.Power, 2),
    ];

    /// <summary>All names that the text form knows.</summary>
    public static IEnumerable<string> All => Table.Select(row => row.Name).Append("clip");

    /// <summary>The name of a function's operator.</summary>
    public static string NameOf(Operator @operator) => Array.Find(Table, row => row.Operator == @operator).Name;

    /// <summary>The operator and the number of its arguments for a name, or null.</summary>
    public static (Operator Operator, int Arity)? Find(string name)
    {
        foreach (var row in Table)
        {
            if (row.Name == name)
            {
                return (row.Operator, row.Arity);
            }
        }

        return null;
    }
}
