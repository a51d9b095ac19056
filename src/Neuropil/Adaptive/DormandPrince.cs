namespace Neuropil.Adaptive;

/// <summary>
/// One step of the Runge-Kutta pair of orders 5 and 4 of Dormand and Prince (J. Comput. Appl. Math. 6, 1980), which goes on with the fifth-order
/// value, and its continuous extension of order 4 (Shampine, Math. Comput. 46, 1986; Hairer, Norsett and Wanner, Solving Ordinary Differential
/// Equations I, section II.6). The last stage is the derivative at the step's end, the first of the next step.
/// </summary>
internal sealed class DormandPrince
{
    private const int Stages = 7;

    private static readonly double[] c = [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1];

    // The last row is that of the fifth-order value.
    private static readonly double[][] a =
    [
        [],
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    // The fifth-order value minus the fourth-order one.
    private static readonly double[] error = [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];

    // What the continuous extension adds to the cubic through both ends and their slopes, per theta^2 (1 - theta)^2.
    private static readonly double[] bend =
    [
        -12715105075.0 / 11282082432, 0, 87487479700.0 / 32700410799, -10690763975.0 / 1880347072,
        701980252875.0 / 199316789632, -1453857185.0 / 822651844, 69997945.0 / 29380423,
    ];

    private readonly AdaptiveCell cell;
    private readonly double[][] k;
    private readonly double[] stage;
    private double[] start;
    private double from;
    private double length;

    /// <summary>Steps of a cell's equations.</summary>
    public DormandPrince(AdaptiveCell cell)
    {
        this.cell = cell;
        k = Enumerable.Range(0, Stages).Select(_ => new double[cell.States]).ToArray();
        stage = new double[cell.States];
        start = new double[cell.States];
        End = new double[cell.States];
        Error = new double[cell.States];
    }

    /// <summary>The states at the end of the step.</summary>
    public double[] End { get; }

    /// <summary>The estimated error of every state at the end of the step.</summary>
    public double[] Error { get; }

    /// <summary>The derivatives at the start of the step; <see cref="Begin"/> sets them.</summary>
    public double[] Slope => k[0];

    /// <summary>Computes the derivatives at the start, after something jumped.</summary>
    /// <returns>Whether they differ from those at the end of the step before.</returns>
    public bool Begin(double time, double[] y)
    {
        cell.Derivatives(time, y, k[0]);
        return !k[0].AsSpan().SequenceEqual(k[Stages - 1]);
    }

    /// <summary>Goes on from the end of the step, whose derivatives are known.</summary>
    public void Continue() => (k[0], k[Stages - 1]) = (k[Stages - 1], k[0]);

    /// <summary>Tries a step. The states at its start are not changed.</summary>
    public void Try(double time, double[] y, double h)
    {
        (start, from, length) = (y, time, h);
        for (int s = 1; s < Stages; s++)
        {
            double[] at = s == Stages - 1 ? End : stage;
            for (int i = 0; i < y.Length; i++)
            {
                double sum = 0;
                for (int j = 0; j < s; j++)
                {
                    sum += a[s][j] * k[j][i];
                }

                at[i] = y[i] + (h * sum);
            }

            cell.Derivatives(time + (c[s] * h), at, k[s]);
        }

        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < Stages; j++)
            {
                sum += error[j] * k[j][i];
            }

            Error[i] = h * sum;
        }
    }

    /// <summary>The first state that is not a finite number at the end of the step, or whose derivative is not; -1 for none.</summary>
    public int NotFinite() => Array.FindIndex(End, y => !double.IsFinite(y)) is var bad and >= 0 ? bad
        : Array.FindIndex(k[Stages - 1], slope => !double.IsFinite(slope));

    /// <summary>The states at a part of the step, 0 at its start and 1 at its end.</summary>
    public double Interpolate(double part, double[] y)
    {
        double rest = 1 - part;
        for (int i = 0; i < y.Length; i++)
        {
            double change = End[i] - start[i];
            double first = (length * k[0][i]) - change;
            double last = change - (length * k[Stages - 1][i]) - first;
            double quartic = 0;
            for (int j = 0; j < Stages; j++)
            {
                quartic += bend[j] * k[j][i];
            }

            y[i] = start[i] + (part * (change + (rest * (first + (part * (last + (rest * length * quartic)))))));
        }

        return from + (part * length);
    }
}
