using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A Markov chain in continuous time with a few states, over one interval: P = exp(Q), where Q[i, j] is the rate from state i to state j integrated over the
/// interval. What comes out are formulas, so that rates may follow from variables. A chain is sampled by the whole matrix: a site may pass several states in an
/// interval.
/// </summary>
/// <remarks>
/// The matrix exponential is Taylor's series to order 12 of Q / 2^6, squared six times. While all that leaves a state in the interval is below
/// <see cref="LargestSum"/>, entries are exact to 1e-12, and rows sum to 1 to rounding whatever the rates are; what is beyond is for whoever declares the rates
/// to keep away (Moler and Van Loan 2003, SIAM Rev. 45, method 3).
/// </remarks>
public sealed class MarkovChain
{
    /// <summary>The largest sum of the integrated rates out of one state for which entries are exact.</summary>
    public const double LargestSum = 32;

    private const int Order = 12;
    private const int Squarings = 6;

    private readonly Expr?[,] rates; // null for none
    private readonly int states;

    /// <summary>A chain of so many states, which are numbered from zero.</summary>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public MarkovChain(int states)
    {
        this.states = states >= 2 ? states : throw new ArgumentException($"A Markov chain has {states} states; expected at least 2.", nameof(states));
        rates = new Expr?[states, states];
    }

    /// <summary>A transition.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <param name="integral">Its rate, integrated over the interval: a pure number.</param>
    /// <exception cref="ArgumentException">The states are one, not there, or joined already.</exception>
    /// <exception cref="DimensionMismatchException">The integral is no pure number.</exception>
    public void Transition(int from, int to, Expr integral)
    {
        ArgumentNullException.ThrowIfNull(integral);
        if (from == to || from < 0 || to < 0 || from >= states || to >= states || rates[from, to] is not null)
        {
            throw new ArgumentException($"A transition from state {from} to state {to} of {states}; expected two states from 0 to {states - 1}, once.");
        }

        rates[from, to] = integral.Dimension.IsNone && !integral.IsCondition
            ? integral
            : throw new DimensionMismatchException(
                $"The transition from state {from} to state {to} is in {QuantityCatalogue.Describe(integral.Dimension)}; expected a pure number, a "
                    + $"rate times a "
                + "duration.");
    }

    /// <summary>The probability of each state (column) at the end of the interval, from each state (row) at its beginning.</summary>
    public Expr[,] Probabilities()
    {
        var probabilities = Changes();
        for (int i = 0; i < states; i++)
        {
            probabilities[i, i] = 1 + probabilities[i, i];
        }

        return probabilities;
    }

    /// <summary>
    /// exp(Q) - 1: what is added to each state (column) in the interval from each state (row). Rows sum to zero to the rounding of their small entries, so that
    /// over many intervals nothing is lost.
    /// </summary>
    public Expr[,] Changes()
    {
        // S = A/k (1 + S) from the last order to the first; then exp(2 A) - 1 = 2 S + S S.
        var generator = Generator();
        var series = Scaled(generator, 1.0 / Order);
        for (int order = Order - 1; order > 0; order--)
        {
            series = Scaled(Sum(generator, Product(generator, series)), 1.0 / order);
        }

        for (int squaring = 0; squaring < Squarings; squaring++)
        {
            series = Sum(Scaled(series, 2), Product(series, series));
        }

        var changes = new Expr[states, states];
        for (int i = 0; i < states; i++)
        {
            Expr leaving = 0.0;
            for (int j = 0; j < states; j++)
            {
                changes[i, j] = series[i, j] ?? 0.0;
                leaving = i == j ? leaving : leaving + changes[i, j];
            }

            changes[i, i] = -leaving;
        }

        return changes;
    }

    /// <summary>
    /// The state in which a draw ends: sums of the rows of <see cref="Probabilities"/> up to each column but the last, and a chance from 0 to 1.
    /// </summary>
    /// <param name="state">The number of the state at the beginning.</param>
    /// <param name="cumulative">Row i, column j: the probability to end in one of the states 0 to j from state i.</param>
    /// <param name="chance">What is drawn.</param>
    public static Expr Sample(Expr state, Expr[,] cumulative, Expr chance)
    {
        Expr next = 0.0;
        for (int column = 0; column < cumulative.GetLength(1); column++)
        {
            Expr threshold = cumulative[cumulative.GetLength(0) - 1, column];
            for (int row = cumulative.GetLength(0) - 2; row >= 0; row--)
            {
                threshold = Select(state < row + 0.5, cumulative[row, column], threshold);
            }

            next += Select(chance >= threshold, 1.0, 0.0);
        }

        return next;
    }

    private Expr?[,] Generator()
    {
        double scale = Math.ScaleB(1, -Squarings);
        var generator = new Expr?[states, states];
        for (int i = 0; i < states; i++)
        {
            for (int j = 0; j < states; j++)
            {
                if (rates[i, j] is { } rate)
                {
                    generator[i, j] = scale * rate;
                    generator[i, i] = generator[i, i] is { } sum ? sum - generator[i, j]! : -generator[i, j]!;
                }
            }
        }

        return generator;
    }

    private Expr?[,] Each(Func<int, int, Expr?> entry)
    {
        var matrix = new Expr?[states, states];
        for (int i = 0; i < states; i++)
        {
            for (int j = 0; j < states; j++)
            {
                matrix[i, j] = entry(i, j);
            }
        }

        return matrix;
    }

    private Expr?[,] Scaled(Expr?[,] matrix, double factor) => factor == 1 ? matrix : Each((i, j) => matrix[i, j] is { } entry ? factor * entry : null);

    private Expr?[,] Sum(Expr?[,] left, Expr?[,] right)
        => Each((i, j) => left[i, j] is { } first ? right[i, j] is { } second ? first + second : first : right[i, j]);

    private Expr?[,] Product(Expr?[,] left, Expr?[,] right) => Each((i, j) =>
    {
        Expr? sum = null;
        for (int k = 0; k < states; k++)
        {
            if (left[i, k] is { } first && right[k, j] is { } second)
            {
                sum = sum is null ? first * second : sum + (first * second);
            }
        }

        return sum;
    });
}
