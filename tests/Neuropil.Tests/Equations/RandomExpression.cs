using FsCheck;
using FsCheck.Fluent;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Random expressions with consistent units over a few variables, and random values for these.</summary>
internal sealed class RandomExpression
{
    // No names of units, so that what is printed can be read.
    public static readonly Symbol V = new("v", Voltage.Dimension, SymbolKind.State);
    public static readonly Symbol G = new("gE", Conductance.Dimension, SymbolKind.State);
    public static readonly Symbol M = new("gate", Dimension.None, SymbolKind.State);
    public static readonly Parameter Shift = -63 * mV;

    /// <summary>The names in the text form.</summary>
    public static readonly Dictionary<string, Expr> Names = new() { [V.Name] = V, [G.Name] = G, [M.Name] = M };

    private static readonly Dimension[] dimensions = [Dimension.None, Voltage.Dimension, Conductance.Dimension, Current.Dimension];

    private readonly Random random;

    private RandomExpression(int seed, bool isSmooth)
    {
        random = new Random(seed);
        IsSmooth = isSmooth;
    }

    private bool IsSmooth { get; }

    /// <summary>An expression, and values of V, g and m in SI units.</summary>
    public sealed record Sample(int Seed, Expr Expression, (Expr Input, double Si)[] At)
    {
        public override string ToString() => $"seed {Seed}: {Expression} at V = {At[0].Si}, g = {At[1].Si}, m = {At[2].Si}";
    }

    /// <summary>Random samples; smooth ones have no selections, floors, minima or absolute values.</summary>
    public static Arbitrary<Sample> Samples(bool isSmooth = false) => Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(seed, isSmooth)));

    public static Sample Make(int seed, bool isSmooth)
    {
        var maker = new RandomExpression(seed, isSmooth);
        var expression = maker.Of(maker.Pick(dimensions), maker.random.Next(1, 6));
        return new Sample(seed, expression,
            [(V, Math.Round(maker.random.Next(-900, 500) * 1.37) * 1e-4), (G, maker.random.Next(1, 300) * 1.3e-10), (M, maker.random.Next(1, 99) * 0.0101)]);
    }

    private T Pick<T>(params T[] items) => items[random.Next(items.Length)];

    private Expr Of(Dimension dimension, int depth)
    {
        if (depth == 0 || random.Next(8) == 0)
        {
            return Leaf(dimension);
        }

        Expr Again() => Of(dimension, depth - 1);
        Expr Number() => Of(Dimension.None, depth - 1);
        switch (random.Next(IsSmooth ? 9 : 14))
        {
            case 0 or 1:
                return Again() + Again();
            case 2:
                return Again() - Again();
            case 3:
                return -Again();
            case 4:
                return Number() * Again();
            case 5:
                return Again() / Number();
            case 6 when !dimension.IsNone:
                return Product(dimension, depth);
            case 6 or 7 or 8 when dimension.IsNone:
                return Function(depth);
            case 9:
                return Min(Again(), Again());
            case 10:
                return Max(Again(), Again());
            case 11:
                return Abs(Again());
            case 12:
                return Select(Condition(depth), Again(), Again());
            case 13:
                return Held(Again());
            default:
                return Sqrt(Again() * Again());
        }
    }

    private Expr Product(Dimension dimension, int depth)
        => dimension == Current.Dimension ? Of(Conductance.Dimension, depth - 1) * Of(Voltage.Dimension, depth - 1)
            : dimension == Voltage.Dimension ? Of(Current.Dimension, depth - 1) / Of(Conductance.Dimension, depth - 1)
            : Of(Current.Dimension, depth - 1) / Of(Voltage.Dimension, depth - 1);

    private Expr Function(int depth)
    {
        var x = random.Next(3) == 0 ? Of(Voltage.Dimension, depth - 1) / mV : Of(Dimension.None, depth - 1);
        return random.Next(IsSmooth ? 12 : 14) switch
        {
            0 => Exp(x),
            1 => Expm1(x),
            2 => Exprel(x),
            3 => OperationExpr.Make(Operator.Bernoulli, x),
            4 => Log(x),
            5 => Sin(x),
            6 => Cos(x),
            7 => Tanh(x),
            8 => Pow(x, Pick(2, 3, 4, -1, -2, 0.5, 1.5, 1, 0)),
            9 => Of(Voltage.Dimension, depth - 1) / Of(Voltage.Dimension, depth - 1),
            10 => Sqrt(x),
            11 => 1 / (1 + Exp(-x)),
            12 => Floor(x),
            _ => Clip(x, Of(Dimension.None, depth - 1), Of(Dimension.None, depth - 1)),
        };
    }

    private Expr Condition(int depth)
    {
        var dimension = Pick(dimensions);
        var (a, b) = (Of(dimension, depth - 1), Of(dimension, depth - 1));
        return random.Next(6) switch
        {
            0 => a < b,
            1 => a >= b,
            2 => !(a <= b),
            3 => Equal(a, b),
            4 => (a < b) & (b > a),
            _ => (a < b) | !(a > b) & (b < a),
        };
    }

    private Expr Leaf(Dimension dimension)
    {
        double number = Math.Round((random.NextDouble() - 0.4) * Pick(2, 20, 200)) / Pick(1.0, 4.0, 10.0);
        bool isVariable = random.Next(2) == 0;
        if (dimension.IsNone)
        {
            return isVariable ? M : Pick(0, 1, -1, 2, number);
        }

        if (dimension == Voltage.Dimension)
        {
            return isVariable ? V : random.Next(3) == 0 ? Expr.Of(Shift) : number * mV;
        }

        return dimension == Conductance.Dimension ? isVariable ? G : number * nS : isVariable ? G * (V - (number * mV)) : number * pA;
    }
}
