using FsCheck;
using FsCheck.Fluent;
using Neuropil.Tests.Equations;
using static Neuropil.Functions;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>
/// Random formulas over the same variables, which are at random states, values of the cell, or values that change with time; some of their
/// parts appear in more than one, written anew.
/// </summary>
internal sealed class RandomFormulas
{
    private readonly Dictionary<Symbol, Expr> stands = [];

    internal RandomFormulas(int seed)
    {
        Seed = seed;
        var random = new Random(seed);
        var first = RandomExpression.Make(seed, isSmooth: false);
        At = [.. first.At.Select(pair => (Stand((Symbol)pair.Input, random.Next(4)), pair.Si))];
        var substitution = new Substitution(stands);
        var second = RandomExpression.Make(seed + 1, isSmooth: false);
        Number = substitution.Rewrite(Numbers(seed));
        Voltage = substitution.Rewrite(second.Expression.Dimension == Neuropil.Voltage.Dimension ? second.Expression : RandomExpression.V * Numbers(seed + 7));

        // The first once more with all its nodes new, alone and as a part of something else.
        var again = new Substitution(stands).Rewrite(RandomExpression.Make(seed, isSmooth: false).Expression);
        All = [substitution.Rewrite(first.Expression), again + again, again * Number, Voltage / (1 + Abs(Number)), 3 / (1 + Abs(Number))];
    }

    public int Seed { get; }

    public List<Expr> All { get; }

    /// <summary>A random pure number.</summary>
    public Expr Number { get; }

    /// <summary>A random voltage.</summary>
    public Expr Voltage { get; }

    /// <summary>The values of what the formulas depend on, in SI units.</summary>
    public (Expr Input, double Si)[] At { get; }

    /// <summary>
    /// Checks a property on 400 random groups; one without an answer (a logarithm of a negative number) is passed over, but there must be enough others.
    /// </summary>
    public static void Check(Func<RandomFormulas, bool?> holds)
    {
        int answers = 0;
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 100).Select(seed => new RandomFormulas(seed))), formulas =>
        {
            bool? answer = holds(formulas);
            answers += answer is null ? 0 : 1;
            return answer ?? true;
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(400));
        Assert.InRange(answers, 100, 400);
    }

    /// <summary>Whether two forms have one value up to the rounding of either; null where one has none.</summary>
    public static bool? AreSame(Expr before, Expr after, (Expr Input, double Si)[] at)
    {
        if (before.Dimension != after.Dimension)
        {
            return false;
        }

        var (expected, actual) = (PreciseValue.Of(before, at), PreciseValue.Of(after, at));
        return expected is null || actual is null
            ? null
            : Math.Abs((expected.Value.Value - actual.Value.Value).ToDouble()) <= expected.Value.Bound + actual.Value.Bound;
    }

    public override string ToString()
        => $"seed {Seed}: {string.Join("; ", All)}; number {Number}; voltage {Voltage}; at {string.Join(", ", At.Select(pair => $"{pair.Input} = {pair.Si}"))}";

    // Any random expression that is a pure number.
    private static Expr Numbers(int seed)
    {
        for (int i = 0; ; i++)
        {
            var expression = RandomExpression.Make((seed + (i * 101)) & int.MaxValue, isSmooth: false).Expression;
            if (expression.Dimension.IsNone)
            {
                return expression;
            }
        }
    }

    private Expr Stand(Symbol symbol, int kind)
    {
        stands[symbol] = kind switch
        {
            0 => new Symbol(symbol.Name + "(t)", symbol.Dimension, SymbolKind.Time),
            1 => Expr.Of(new QuantityParameter(symbol.Dimension, new ListedValues([1, 2], symbol.Dimension))),
            _ => symbol,
        };
        return stands[symbol];
    }
}
