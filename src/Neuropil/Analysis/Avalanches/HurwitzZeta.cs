namespace Neuropil;

/// <summary>ζ(s, q) = Σ (q + k)^-s over k = 0, 1, 2 ..., the normalisation of discrete power laws.</summary>
internal static class HurwitzZeta
{
    // From here on the sum of Euler and Maclaurin with six terms has the precision of a double.
    private const double Far = 12;

    // B_2j/(2j)!
    private static readonly double[] Coefficients =
        [1.0 / 12, -1.0 / 720, 1.0 / 30_240, -1.0 / 1_209_600, 1.0 / 47_900_160, -691.0 / 1_307_674_368_000, 1.0 / 74_724_249_600];

    /// <summary>The sum, for s above 1 and q above 0.</summary>
    public static double Of(double s, double q)
    {
        double sum = 0;
        for (; q < Far; q++)
        {
            sum += Math.Pow(q, -s);
        }

        double power = Math.Pow(q, -s);
        sum += (power * q / (s - 1)) + (power / 2);
        double factor = s * power / q;
        for (int j = 0; j < Coefficients.Length; j++)
        {
            sum += Coefficients[j] * factor;
            factor *= (s + (2 * j) + 1) * (s + (2 * j) + 2) / (q * q);
        }

        return sum;
    }
}
