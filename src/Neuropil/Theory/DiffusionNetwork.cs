using MathNet.Numerics.LinearAlgebra;

namespace Neuropil;

/// <summary>
/// The mean field of a network of leaky integrate-and-fire cells in the diffusion limit: a cell of population i with the inputs K_ij of the size J_ij sees
/// white noise with the mean external mean + tau_i Σ_j K_ij J_ij r_j and the strength noise² = external noise² + tau_i Σ_j K_ij J_ij² r_j, and fires at
/// Siegert's rate of it.
/// </summary>
/// <remarks>Amit and Brunel, Cereb. Cortex 7 (1997) 237; Brunel, J. Comput. Neurosci. 8 (2000) 183, eqs. 4 and 5 and 21.</remarks>
public sealed class DiffusionNetwork
{
    private const int MostSteps = 20_000;
    private const double Converged = 1e-10;
    private const double LeastNoise = 1e-6; // V

    private readonly DiffusionNeuron[] cells;
    private readonly double[,] inDegrees;
    private readonly double[,] sizes; // V

    /// <summary>The network.</summary>
    /// <param name="cells">A cell of each population, with the mean and the noise of its external input.</param>
    /// <param name="inDegrees">K: how many inputs a cell of a population (row) has from each population (column).</param>
    /// <param name="sizes">J: by how much a spike moves V; negative for inhibition.</param>
    /// <exception cref="ArgumentException">The tables do not fit together, or a number of inputs is negative.</exception>
    public DiffusionNetwork(IReadOnlyList<DiffusionNeuron> cells, double[,] inDegrees, Voltage[,] sizes)
    {
        int count = cells.Count;
        if (count == 0 || inDegrees.GetLength(0) != count || inDegrees.GetLength(1) != count || sizes.GetLength(0) != count || sizes.GetLength(1) != count)
        {
            throw new ArgumentException(
                $"There are {count} cells, {inDegrees.GetLength(0)} x {inDegrees.GetLength(1)} numbers of inputs and {sizes.GetLength(0)} x "
                    + $"{sizes.GetLength(1)} sizes; "
                    + "expected squares of as many as there are cells.", nameof(inDegrees));
        }

        (this.cells, this.inDegrees, this.sizes) = ([.. cells], (double[,])inDegrees.Clone(), new double[count, count]);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                this.sizes[i, j] = sizes[i, j].SiValue;
                if (!(inDegrees[i, j] >= 0))
                {
                    throw new ArgumentException($"Population {i} has {inDegrees[i, j]} inputs from population {j}; expected 0 or more.", nameof(inDegrees));
                }
            }
        }
    }

    /// <summary>A cell of a population as theory sees it where the populations fire at these rates.</summary>
    public DiffusionNeuron CellAt(int population, IReadOnlyList<Frequency> rates)
    {
        var cell = cells[population];
        double tau = cell.MembraneTimeConstant.SiValue, mean = cell.Mean.SiValue, variance = cell.Noise.SiValue * cell.Noise.SiValue;
        for (int j = 0; j < cells.Length; j++)
        {
            double arrivals = tau * inDegrees[population, j] * rates[j].SiValue;
            mean += arrivals * sizes[population, j];
            variance += arrivals * sizes[population, j] * sizes[population, j];
        }

        return cell with { Mean = Voltage.FromSi(mean), Noise = Voltage.FromSi(Math.Max(LeastNoise, Math.Sqrt(variance))) };
    }

    /// <summary>
    /// The rates at which the network keeps itself, as a cell relaxes to them: dr/ds = -r + Siegert's rate, in steps that shrink where they overshoot.
    /// Where there are several, the start decides.
    /// </summary>
    /// <param name="start">The rates to begin at; 5 Hz each by default.</param>
    /// <exception cref="ArgumentException">
    /// There is not one rate for each population, or a cell is impossible; see <see cref="DiffusionNeuron.Rate"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rates do not settle; the message says how far they are from it.</exception>
    public IReadOnlyList<Frequency> Rates(params IReadOnlyList<Frequency> start)
    {
        double[] rates = start.Count == 0 ? [.. cells.Select(_ => 5.0)] : [.. start.Select(rate => rate.SiValue)];
        if (rates.Length != cells.Length)
        {
            throw new ArgumentException($"The start has {rates.Length} rates; expected {cells.Length}.", nameof(start));
        }

        double[] change = Change(rates);
        double step = 0.5;
        for (int i = 0; i < MostSteps && Largest(change) > Converged * (1 + Largest(rates)); i++)
        {
            double[] moved = [.. rates.Select((rate, k) => Math.Max(0, rate + (step * change[k])))];
            double[] there = Change(moved);
            bool isNearer = Largest(there) < Largest(change);
            step = isNearer ? Math.Min(1, step * 1.2) : step / 2;

            // A step that is small enough is taken also where it leads away: relaxation need not be straight.
            if (isNearer || step < 1e-3)
            {
                (rates, change, step) = (moved, there, Math.Max(step, 1e-3));
            }
        }

        return Largest(change) <= Converged * (1 + Largest(rates))
            ? [.. rates.Select(Frequency.FromSi)]
            : throw new InvalidOperationException(
                $"The rates do not settle: at {string.Join(", ", rates.Select(rate => $"{rate:G5} Hz"))} they would still change by {Largest(change):G3} Hz.");
    }

    /// <summary>How each rate (row) changes with the external mean of each population (column), in Hz per mV, once all have settled.</summary>
    public double[,] Responses(IReadOnlyList<Frequency> rates)
    {
        const double Step = 1e-4; // Hz, V/1e3: differences of a smooth function
        int count = cells.Length;
        var coupling = Matrix<double>.Build.Dense(count, count);
        var slope = Matrix<double>.Build.Dense(count, count);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double Moved(double by) => CellAt(i, [.. rates.Select((rate, k) => k == j ? Frequency.FromSi(rate.SiValue + by) : rate)]).Rate().SiValue;
                coupling[i, j] = (Moved(Step) - Moved(-Step)) / (2 * Step);
            }

            var cell = CellAt(i, rates);
            double At(double millivolts) => (cell with { Mean = cell.Mean + (millivolts * Units.mV) }).Rate().SiValue;
            slope[i, i] = (At(Step) - At(-Step)) / (2 * Step);
        }

        return (Matrix<double>.Build.DenseIdentity(count) - coupling).Solve(slope).ToArray();
    }

    private static double Largest(double[] values) => values.Max(Math.Abs);

    private double[] Change(double[] rates)
    {
        Frequency[] typed = [.. rates.Select(Frequency.FromSi)];
        return [.. rates.Select((rate, i) => CellAt(i, typed).Rate().SiValue - rate)];
    }
}
