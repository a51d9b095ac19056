namespace Neuropil;

/// <summary>
/// Where a function with one valley is least, between two bounds that it is never asked beyond: the search that MathNet has goes beyond them.
/// </summary>
internal static class GoldenSection
{
    private static readonly double share = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The place of the minimum to a precision.</summary>
    /// <remarks>Kiefer, Proc. Am. Math. Soc. 4 (1953) 502.</remarks>
    public static double Minimum(Func<double, double> function, double low, double high, double precision)
    {
        double left = high - (share * (high - low)), right = low + (share * (high - low));
        double atLeft = function(left), atRight = function(right);
        while (high - low > precision)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (share * (high - low));
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (share * (high - low));
                atRight = function(right);
            }
        }

        return low + ((high - low) / 2);
    }
}
