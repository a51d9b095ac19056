namespace Neuropil;

/// <summary>What an <see cref="OperationExpr"/> does with its operands.</summary>
public enum Operator
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a - b.</summary>
    Subtract,

    /// <summary>a b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>-a.</summary>
    Negate,

    /// <summary>a raised to a constant power.</summary>
    Power,

    /// <summary>√a.</summary>
    Sqrt,

    /// <summary>e^a.</summary>
    Exp,

    /// <summary>e^a - 1, accurate near zero.</summary>
    Expm1,

    /// <summary>(e^a - 1) / a, 1 at zero.</summary>
    Exprel,

    /// <summary>a / (e^a - 1), 1 at zero: the reciprocal of Exprel (the generating function of the Bernoulli numbers).</summary>
    Bernoulli,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>The sine of an angle in radians.</summary>
    Sin,

    /// <summary>The cosine of an angle in radians.</summary>
    Cos,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>|a|.</summary>
    Abs,

    /// <summary>The largest integer not above a.</summary>
    Floor,

    /// <summary>The smaller of two.</summary>
    Min,

    /// <summary>The larger of two.</summary>
    Max,

    /// <summary>The value of a, whose derivative is taken as zero: a term that exponential Euler treats explicitly.</summary>
    Held,

    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a &lt;= b.</summary>
    LessOrEqual,

    /// <summary>a = b.</summary>
    Equal,

    /// <summary>Both conditions.</summary>
    And,

    /// <summary>Either condition.</summary>
    Or,

    /// <summary>The opposite condition.</summary>
    Not,

    /// <summary>The second operand where the condition holds, else the third.</summary>
    Select,
}
