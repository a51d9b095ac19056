using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Neuropil;

/// <summary>
/// The equations of populations as rate units, tau_i dr_i/dt = -r_i + f_i(Σ_j w_ij r_j + I_i): their fixed points, and the eigenvalues of the equations
/// linearised there.
/// </summary>
/// <remarks>Wilson and Cowan, Biophys. J. 12 (1972) 1; Dayan and Abbott, Theoretical Neuroscience (2001), section 7.5.</remarks>
public sealed class RateEquations
{
    private const int MostSteps = 200;
    private const int MostStarts = 100_000;
    private const double Converged = 1e-12;
    private const double Same = 1e-6;

    private readonly double[] timeConstants; // s
    private readonly double[,] weights;
    private readonly double[] inputs;
    private readonly Symbol drive = new("h", Dimension.None, SymbolKind.State);
    private readonly Expr[] functions;
    private readonly Expr[] slopes;

    /// <summary>The equations.</summary>
    /// <param name="timeConstants">tau of each population.</param>
    /// <param name="weights">w: a row for each target, a column for each source; negative for inhibition.</param>
    /// <param name="inputs">I of each population.</param>
    /// <param name="functions">f of each; one for all where there is one. Its parameters must be numbers, not distributions.</param>
    /// <exception cref="ArgumentException">The lists do not fit together, or a time constant is not positive.</exception>
    public RateEquations(
        IReadOnlyList<Time> timeConstants, double[,] weights, IReadOnlyList<double> inputs, params IReadOnlyList<TransferFunction> functions)
    {
        int count = timeConstants.Count;
        if (count == 0 || weights.GetLength(0) != count || weights.GetLength(1) != count || inputs.Count != count
            || (functions.Count != count && functions.Count != 1))
        {
            throw new ArgumentException(
                $"There are {count} time constants, {weights.GetLength(0)} x {weights.GetLength(1)} weights, {inputs.Count} inputs and {functions.Count} "
                    + $"functions; "
                    + "expected one of each for each population, a square of weights, and one function or as many.", nameof(weights));
        }

        foreach (var tau in timeConstants)
        {
            if (!(tau.SiValue > 0))
            {
                throw new ArgumentException($"A time constant is {tau}; expected more than 0 ms.", nameof(timeConstants));
            }
        }

        (this.timeConstants, this.inputs) = ([.. timeConstants.Select(tau => tau.SiValue)], [.. inputs]);
        this.weights = (double[,])weights.Clone();
        this.functions = [.. Enumerable.Range(0, count).Select(i => functions[functions.Count == 1 ? 0 : i].Of(drive))];
        slopes = Array.ConvertAll(this.functions, function => Derivative.Of(function, drive));
    }

    /// <summary>
    /// The fixed point that Newton's method finds from a start, with steps that are halved until they bring the rates nearer to solving the equations. It need
    /// not be the one nearest to the start, nor stable.
    /// </summary>
    /// <param name="start">The rates to begin at; all 0 by default.</param>
    /// <exception cref="ArgumentException">There is not one rate for each population.</exception>
    /// <exception cref="InvalidOperationException">None is found; the message says how far the equations are from being solved.</exception>
    public RateFixedPoint FixedPoint(params IReadOnlyList<double> start)
    {
        double[] from = start.Count == 0 ? new double[inputs.Length] : [.. start];
        if (from.Length != inputs.Length)
        {
            throw new ArgumentException($"The start has {from.Length} rates; expected {inputs.Length}.", nameof(start));
        }

        var (rates, distance) = Solve(from);
        return distance <= Converged * Scale(rates)
            ? At(rates)
            : throw new InvalidOperationException(
                $"No fixed point is found from rates of {string.Join(", ", from)}: at {string.Join(", ", rates.Select(rate => $"{rate:G6}"))} the equations "
                    + $"are "
                    + $"{distance:G3} from being solved. Begin elsewhere.");
    }

    /// <summary>All fixed points that are found from starts on a grid of rates, in the order of their first rate.</summary>
    /// <param name="highest">The highest rate of a start; the lowest is 0.</param>
    /// <param name="perPopulation">How many starts there are for each population.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be more than 100 000 starts.</exception>
    public IReadOnlyList<RateFixedPoint> FixedPoints(double highest, int perPopulation = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perPopulation, 2);
        double starts = Math.Pow(perPopulation, inputs.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(starts, MostStarts, nameof(perPopulation));
        var found = new List<double[]>();
        for (int start = 0; start < starts; start++)
        {
            double[] from = new double[inputs.Length];
            for (int i = 0, rest = start; i < from.Length; i++, rest /= perPopulation)
            {
                from[i] = highest * (rest % perPopulation) / (perPopulation - 1);
            }

            var (rates, distance) = Solve(from);
            if (distance <= Converged * Scale(rates) && !found.Exists(other => Distance(other, rates) <= Same * Scale(rates)))
            {
                found.Add(rates);
            }
        }

        return [.. found.OrderBy(rates => rates[0]).Select(At)];
    }

    /// <summary>
    /// The value of a parameter at which a fixed point changes its stability, between two values, by halving: where the largest real part of the
    /// eigenvalues is 0.
    /// </summary>
    /// <param name="of">The fixed point at a value of the parameter.</param>
    /// <param name="low">One value.</param>
    /// <param name="high">The other.</param>
    /// <exception cref="ArgumentException">The fixed point is stable at both values, or at none.</exception>
    public static double StabilityBoundary(Func<double, RateFixedPoint> of, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(of);
        bool atLow = of(low).IsStable;
        if (atLow == of(high).IsStable)
        {
            throw new ArgumentException(
                $"The fixed point is {(atLow ? "stable" : "unstable")} at {low} and at {high}: there is no boundary between, or an even number of them.",
                    nameof(high));
        }

        for (double middle = low + ((high - low) / 2); middle != low && middle != high; middle = low + ((high - low) / 2))
        {
            (low, high) = of(middle).IsStable == atLow ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Scale(double[] rates) => 1 + rates.Max(Math.Abs);

    private static double Distance(double[] first, double[] second) => first.Select((value, i) => Math.Abs(value - second[i])).Max();

    private double Drive(double[] rates, int i)
    {
        double sum = inputs[i];
        for (int j = 0; j < rates.Length; j++)
        {
            sum += weights[i, j] * rates[j];
        }

        return sum;
    }

    private double[] Residual(double[] rates)
        => [.. rates.Select((rate, i) => functions[i].Evaluate(("h", Drive(rates, i))).SiValue - rate)];

    private double[] SlopesAt(double[] rates) => [.. rates.Select((_, i) => slopes[i].Evaluate(("h", Drive(rates, i))).SiValue)];

    private (double[] Rates, double Distance) Solve(double[] rates)
    {
        double[] residual = Residual(rates);
        double distance = residual.Max(Math.Abs);
        for (int step = 0; step < MostSteps && distance > Converged * Scale(rates) * 0.01; step++)
        {
            double[] slope = SlopesAt(rates);
            var jacobian = Matrix<double>.Build.Dense(rates.Length, rates.Length, (i, j) => (slope[i] * weights[i, j]) - (i == j ? 1 : 0));
            double[] change = [.. jacobian.Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(residual))];
            if (!Array.TrueForAll(change, double.IsFinite))
            {
                break;
            }

            var (best, bestResidual, bestDistance) = (rates, residual, distance);
            for (double part = 1; part > 1e-6; part /= 2)
            {
                double[] moved = [.. rates.Select((rate, i) => rate - (part * change[i]))];
                double[] there = Residual(moved);
                double far = there.Max(Math.Abs);
                if (far < bestDistance)
                {
                    (best, bestResidual, bestDistance) = (moved, there, far);
                    break;
                }
            }

            if (ReferenceEquals(best, rates))
            {
                break; // as near as rounding lets it, or a valley without a root
            }

            (rates, residual, distance) = (best, bestResidual, bestDistance);
        }

        return (rates, distance);
    }

    private RateFixedPoint At(double[] rates)
    {
        double[] slope = SlopesAt(rates);
        var matrix = Matrix<double>.Build.Dense(rates.Length, rates.Length, (i, j) => ((slope[i] * weights[i, j]) - (i == j ? 1 : 0)) / timeConstants[i]);
        Complex[] eigenvalues = [.. matrix.Evd().EigenValues.OrderByDescending(value => value.Real).ThenByDescending(value => value.Imaginary)];

        // 0 = -dr + f' (W dr + dI): dr = (1 - f' W)^-1 f' dI.
        var response = Matrix<double>.Build.Dense(rates.Length, rates.Length, (i, j) => (i == j ? 1 : 0) - (slope[i] * weights[i, j]))
            .Solve(Matrix<double>.Build.DenseDiagonal(rates.Length, rates.Length, i => slope[i]));
        return new RateFixedPoint(rates, eigenvalues, response.ToArray());
    }
}

/// <summary>Rates that stay as they are, and what becomes of small deviations.</summary>
/// <param name="Rates">The rate of each population.</param>
/// <param name="Eigenvalues">Those of the linearised equations in 1/s, the one with the largest real part first.</param>
/// <param name="Responses">
/// How much each rate (row) changes with the input of each population (column) once all have settled. A negative value on the diagonal of an inhibitory
/// population is the paradoxical effect (Tsodyks et al., J. Neurosci. 17 (1997) 4382).
/// </param>
public sealed record RateFixedPoint(IReadOnlyList<double> Rates, IReadOnlyList<Complex> Eigenvalues, double[,] Responses)
{
    /// <summary>Whether small deviations die out.</summary>
    public bool IsStable => Eigenvalues[0].Real < 0;

    /// <summary>The frequency with which the slowest (or fastest growing) deviations oscillate; 0 where they do not.</summary>
    public Frequency Rhythm => Frequency.FromSi(Math.Abs(Eigenvalues[0].Imaginary) / (2 * Math.PI));
}
