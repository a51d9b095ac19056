namespace Neuropil;

/// <summary>exp of a small matrix by scaling and squaring with the (8, 8) Padé approximant (Moler and Van Loan, SIAM Review 45, 2003, method 3).</summary>
internal static class MatrixExponential
{
    private const int PadeOrder = 8;

    /// <summary>exp(A), both row by row.</summary>
    public static double[] Of(double[] a, int n)
    {
        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(n, n, (i, j) => a[(i * n) + j]);
        int squarings = Math.Max(0, (int)Math.Ceiling(Math.Log2(Math.Max(matrix.InfinityNorm(), 1e-300))) + 1);
        var scaled = matrix * Math.Pow(2, -squarings);
        var identity = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(n);
        var power = identity;
        var numerator = identity.Clone();
        var denominator = identity.Clone();
        double coefficient = 1;
        for (int k = 1; k <= PadeOrder; k++)
        {
            coefficient *= (PadeOrder - k + 1.0) / (k * ((2 * PadeOrder) - k + 1.0));
            power = scaled * power;
            numerator += coefficient * power;
            denominator += (k % 2 == 0 ? coefficient : -coefficient) * power;
        }

        var result = denominator.Solve(numerator);
        for (int i = 0; i < squarings; i++)
        {
            result *= result;
        }

        return result.ToRowMajorArray();
    }
}
