using MathNet.Numerics.LinearAlgebra;

namespace Neuropil;

/// <summary>
/// The rates at which excitation and inhibition cancel in the limit of many strong synapses: with K inputs to a cell, each of the size 1/√K, the mean
/// currents √K (Σ_l J_kl m_l + E_k) stay finite only if Σ_l J_kl m_l + E_k = 0 in every population.
/// </summary>
/// <remarks>
/// van Vreeswijk and Sompolinsky, Science 274 (1996) 1724; Neural Comput. 10 (1998) 1321, section 3. The rates are linear in the external input.
/// </remarks>
public static class BalanceEquations
{
    /// <summary>The balanced rates.</summary>
    /// <param name="couplings">J: a row for each target, a column for each source; negative for inhibition.</param>
    /// <param name="external">E of each population, times the external rate.</param>
    /// <exception cref="ArgumentException">
    /// The lists do not fit together, the couplings cannot be inverted, or a balanced rate would not be positive: then there is no balanced state, and the
    /// message says of which population.
    /// </exception>
    public static double[] Rates(double[,] couplings, IReadOnlyList<double> external)
    {
        ArgumentNullException.ThrowIfNull(couplings);
        int count = external.Count;
        if (couplings.GetLength(0) != count || couplings.GetLength(1) != count)
        {
            throw new ArgumentException(
                $"There are {couplings.GetLength(0)} x {couplings.GetLength(1)} couplings and {count} external inputs; expected a square of as many.",
                    nameof(couplings));
        }

        var solved = Matrix<double>.Build.DenseOfArray(couplings).Solve(Vector<double>.Build.Dense(count, i => -external[i]));
        for (int i = 0; i < count; i++)
        {
            if (!double.IsFinite(solved[i]))
            {
                throw new ArgumentException("The couplings cannot be inverted: no rates, or many, would balance.", nameof(couplings));
            }

            if (!(solved[i] > 0))
            {
                throw new ArgumentException(
                    $"There is no balanced state: population {i} would have the rate {solved[i]:G4}; for excitation and inhibition with J_EE = J_IE = 1 it "
                        + $"needs "
                        + "E/I > J_E/J_I > 1.", nameof(couplings));
            }
        }

        return [.. solved];
    }
}
