namespace Neuropil.Experiments;

/// <summary>
/// The branching ratio m from activity of which only a part may be seen (Wilting and Priesemann, Nat. Commun. 9, 2018): the slopes r_k of activity k
/// steps later
/// on activity are b m^k, where b is below 1 for a part; the slope at one step alone would be too low by b.
/// </summary>
/// <param name="Ratio">m.</param>
/// <param name="Factor">b.</param>
/// <param name="Slopes">r_1, r_2, ...</param>
internal sealed record MultistepRegression(double Ratio, double Factor, double[] Slopes)
{
    /// <summary>Fits b m^k to the slopes of the steps 1 to <paramref name="steps"/> by least squares.</summary>
    public static MultistepRegression Of(IReadOnlyList<double> activity, int steps)
    {
        double[] slopes = [.. Enumerable.Range(1, steps).Select(step => Slope(activity, step))];
        double low = 0, high = 1.2;

        // The sum of squares, with the best b for each m, has one minimum.
        double golden = (Math.Sqrt(5) - 1) / 2;
        for (int i = 0; i < 80; i++)
        {
            double left = high - (golden * (high - low)), right = low + (golden * (high - low));
            (low, high) = Fit(slopes, left).Squares < Fit(slopes, right).Squares ? (low, right) : (left, high);
        }

        double ratio = (low + high) / 2;
        return new MultistepRegression(ratio, Fit(slopes, ratio).Factor, slopes);
    }

    private static (double Factor, double Squares) Fit(double[] slopes, double ratio)
    {
        double[] powers = [.. slopes.Select((_, i) => Math.Pow(ratio, i + 1))];
        double factor = slopes.Zip(powers, (slope, power) => slope * power).Sum() / powers.Sum(power => power * power);
        return (factor, slopes.Zip(powers, (slope, power) => Math.Pow(slope - (factor * power), 2)).Sum());
    }

    private static double Slope(IReadOnlyList<double> activity, int step)
    {
        int count = activity.Count - step;
        double first = 0, second = 0, square = 0, product = 0;
        for (int i = 0; i < count; i++)
        {
            (first, second) = (first + activity[i], second + activity[i + step]);
            (square, product) = (square + (activity[i] * activity[i]), product + (activity[i] * activity[i + step]));
        }

        return (product - (first * second / count)) / (square - (first * first / count));
    }
}
