using System.Numerics;

namespace Neuropil.Experiments;

/// <summary>The two exponentials of which the deviation of a linear system from its fixed point consists (Prony's method).</summary>
internal static class ExponentialModes
{
    /// <summary>
    /// The faster growing of two modes exp(lambda t), with a positive imaginary part where they are a pair. Deviations at equal intervals obey
    /// d(k+2) = a d(k+1) + b d(k); a and b by least squares, and exp(lambda interval) are the roots of z^2 = a z + b.
    /// </summary>
    /// <param name="courses">Deviations of variables of one system, sampled alike; at least three samples each.</param>
    /// <param name="interval">The time between samples; lambda is per its unit.</param>
    /// <exception cref="ArgumentException">There are fewer than three samples, or there is one mode only.</exception>
    public static Complex Leading(IEnumerable<IReadOnlyList<double>> courses, double interval)
    {
        double first = 0, cross = 0, second = 0, right = 0, left = 0;
        foreach (var d in courses)
        {
            if (d.Count < 3)
            {
                throw new ArgumentException($"Two modes need three samples, but there are {d.Count}.", nameof(courses));
            }

            for (int k = 0; k + 2 < d.Count; k++)
            {
                (first, cross, second) = (first + (d[k + 1] * d[k + 1]), cross + (d[k] * d[k + 1]), second + (d[k] * d[k]));
                (right, left) = (right + (d[k + 2] * d[k + 1]), left + (d[k + 2] * d[k]));
            }
        }

        // The sine of the angle between the two columns, squared: below rounding they are one.
        double determinant = (first * second) - (cross * cross);
        if (!(determinant > 1e-14 * first * second))
        {
            throw new ArgumentException("The courses do not deviate, or have one mode only.", nameof(courses));
        }

        double a = ((right * second) - (left * cross)) / determinant, b = ((left * first) - (right * cross)) / determinant;
        var root = Complex.Sqrt((a * a / 4) + b);
        var (one, other) = (Complex.Log((a / 2) + root) / interval, Complex.Log((a / 2) - root) / interval);
        var leading = one.Real >= other.Real ? one : other;
        return new Complex(leading.Real, Math.Abs(leading.Imaginary));
    }
}
