using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Functions;

/// <summary>The cost that a doc comment names is the number of operations that reach the result; constants are free.</summary>
public class OperationCountTests
{
    [Fact]
    public void Costs_are_those_of_the_documentation()
    {
        Check(19, 14, Exponentials.Exp);
        Check(22, 17, Exponentials.Expm1);
        Check(24, 19, Exponentials.Exprel);
        Check(24, 19, Exponentials.Bernoulli);
        Check(24, 19, Exponentials.Tanh);
        Check(39, 35, Logarithms.Log);
        Check(50, 46, Logarithms.Log1p);
        Check(24, 20, Sines.Sin);
        Check(25, 21, Sines.Cos);
        Check(4, 4, Rounding.Floor);
        Check(115, 105, (on, x) => Powers.Pow(on, x, x));
        Check(4, 4, (on, x) => Powers.IntegerPow(on, x, -6));
    }

    private static void Check(int inDouble, int inSingle, Func<IPrimitives<Node, Node>, Node, Node> function)
    {
        Assert.Equal((inDouble, inSingle), (Count(function(new Counting(false), new Node())), Count(function(new Counting(true), new Node()))));
    }

    private static int Count(Node result)
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Node>([result]);
        while (open.TryPop(out var node))
        {
            if (node.Operands.Length > 0 && seen.Add(node))
            {
                foreach (var operand in node.Operands)
                {
                    open.Push(operand);
                }
            }
        }
        return seen.Count;
    }

    private sealed class Node(params Node[] operands)
    {
        public Node[] Operands { get; } = operands;
    }

    private sealed class Counting(bool single) : IPrimitives<Node, Node>
    {
        public bool IsSingle => single;

        public Node Constant(double value) => new();

        public Node Add(Node a, Node b) => new(a, b);

        public Node Subtract(Node a, Node b) => new(a, b);

        public Node Multiply(Node a, Node b) => new(a, b);

        public Node Divide(Node a, Node b) => new(a, b);

        public Node FusedMultiplyAdd(Node a, Node b, Node c) => new(a, b, c);

        public Node Negate(Node a) => new(a);

        public Node Absolute(Node a) => new(a);

        public Node CopySign(Node magnitude, Node sign) => new(magnitude, sign);

        public Node SquareRoot(Node a) => new(a);

        public Node Minimum(Node a, Node b) => new(a, b);

        public Node Maximum(Node a, Node b) => new(a, b);

        public Node RoundToEven(Node a) => new(a);

        public Node ShiftIntoExponent(Node a) => new(a);

        public Node Exponent(Node x) => new(x);

        public Node Fraction(Node x) => new(x);

        public Node Less(Node a, Node b) => new(a, b);

        public Node LessOrEqual(Node a, Node b) => new(a, b);

        public Node Equal(Node a, Node b) => new(a, b);

        public Node And(Node a, Node b) => new(a, b);

        public Node Or(Node a, Node b) => new(a, b);

        public Node Not(Node a) => new(a);

        public Node Select(Node mask, Node a, Node b) => new(mask, a, b);
    }
}
