namespace Neuropil.Tests.Compiler.Functions;

/// <summary>The distance of a computed number from the true one, in units of the last place of the true one (not below the smallest subnormal).</summary>
public static class Ulps
{
    public static double Of(double computed, BigFloat exact) => Of(computed, exact, 52, -1074);

    public static double Of(float computed, BigFloat exact) => Of(computed, exact, 23, -149);

    private static double Of(double computed, BigFloat exact, int fractionBits, int least)
    {
        if (!double.IsFinite(computed))
        {
            return double.PositiveInfinity;
        }
        var ulp = exact.IsZero ? least : Math.Max(exact.Log2 - fractionBits, least);
        return Math.Abs(((BigFloat)computed - exact).Scaled(-ulp).ToDouble());
    }
}
