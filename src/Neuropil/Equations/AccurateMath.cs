namespace Neuropil;

/// <summary>
/// Accurate functions of double precision that the base library lacks (its ExpM1 and LogP1 are Exp(x) - 1 and Log(1 + x)), for closed forms and the
/// interpreter. They rest on Math.Exp and Math.Log with a correction, and share no coefficient with the kernels' functions that they judge.
/// </summary>
public static class AccurateMath
{
    /// <summary>
    /// e^x - 1. With u = e^x rounded, e^x - 1 = (u - 1) + u (x - log u) up to the square of a rounding error: log u says what u lost (after Kahan). Away
    /// from zero the subtraction loses nothing. Overflows as Math.Exp; the sign of zero is kept. Error at most
    /// 2 ulps [1.38].
    /// </summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }
        return Math.Abs(x) < 1 ? (u - 1) + (u * (x - Math.Log(u))) : u - 1;
    }

    /// <summary>
    /// log(1 + x): the logarithm of the rounded sum, and what the rounding lost (Knuth's two-sum) divided by the sum. -infinity at -1, not a number
    /// below it. Error at most 2 ulps [1.23].
    /// </summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1)
        {
            return x;
        }
        if (!(u > 0) || double.IsPositiveInfinity(u))
        {
            return Math.Log(u);
        }
        var added = u - 1;
        var lost = (1 - (u - added)) + (x - added);
        return Math.Log(u) + (lost / u);
    }

    /// <summary>(e^x - 1)/x, 1 at zero; finite until the quotient itself overflows (x = 716.4). Error at most 2.5 ulps [1.76].</summary>
    public static double Exprel(double x)
    {
        if (Math.Abs(x) < 1e-300)
        {
            return 1;
        }
        if (x > 700)
        {
            // Halves: e^x overflows before e^x / x does. -1 is far below the last place.
            var root = Math.Exp(x / 2);
            return double.IsPositiveInfinity(root) ? root : root / x * root;
        }
        return Expm1(x) / x;
    }

    /// <summary>x/(e^x - 1), 1 at zero, 0 where e^x overflows, -x far below zero. Error at most 2.5 ulps [1.72].</summary>
    public static double Bernoulli(double x)
    {
        if (Math.Abs(x) < 1e-300)
        {
            return 1;
        }
        return double.IsPositiveInfinity(x) ? 0 : x / Expm1(x);
    }
}
