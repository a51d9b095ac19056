using System.Globalization;
using System.Text;

namespace Neuropil.Experiments;

/// <summary>What people read of a fit: a sentence, tables and a figure.</summary>
internal static class FitReport
{
    /// <summary>The probability of the stated intervals.</summary>
    public const double Probability = 0.95;

    /// <summary>The values with their intervals.</summary>
    public static string Answer(FitPlan plan, FitEstimate fit)
    {
        var text = new StringBuilder();
        for (int i = 0; i < plan.Free.Count; i++)
        {
            var unit = Unit(plan.Free[i], fit.Values[i]);
            double half = fit.HalfWidth(i, Probability);
            text.Append(i == 0 ? "" : ", ").Append(string.Create(CultureInfo.InvariantCulture, $"{plan.Free[i].Name} {fit.Values[i] / unit.SiValue:G5} ± {half / unit.SiValue:G3} {unit.Name}").TrimEnd());
        }

        string scatter = fit.KnownDeviations ? $"chi squared is {Number(fit.SumOfSquares)}" : $"the data scatter by {Number(fit.ResidualDeviation)} Hz about the curve";
        return $"{plan.Model}: {text} (95 % intervals); {scatter} with {fit.DegreesOfFreedom} degrees of freedom.";
    }

    /// <summary>The values as numbers.</summary>
    public static IEnumerable<(string Name, double Value)> Values(FitPlan plan, FitEstimate fit)
    {
        for (int i = 0; i < plan.Free.Count; i++)
        {
            var unit = Unit(plan.Free[i], fit.Values[i]);
            yield return ($"{plan.Free[i].Name} ({unit.Name})", fit.Values[i] / unit.SiValue);
        }
    }

    /// <summary>What a reader should know before trusting the intervals.</summary>
    public static IEnumerable<string> Notes(FitPlan plan, FitEstimate fit)
    {
        if (!fit.Converged)
        {
            yield return $"The fit had not settled after {fit.Iterations} steps: the values are the best found.";
        }

        for (int i = 0; i < plan.Free.Count; i++)
        {
            var parameter = plan.Free[i];
            if (fit.Values[i] <= parameter.Lower || fit.Values[i] >= parameter.Upper)
            {
                yield return $"{parameter.Name} ended at its bound, {parameter.Print(fit.Values[i])}: its interval, which knows no bounds, means nothing.";
            }

            for (int k = 0; k < i; k++)
            {
                yield return $"correlation of {plan.Free[k].Name} and {parameter.Name}: {fit.Correlation(k, i).ToString("F3", CultureInfo.InvariantCulture)}";
            }
        }
    }

    /// <summary>Values, errors, intervals and correlations.</summary>
    public static ExperimentFile Table(FitPlan plan, FitEstimate fit)
    {
        var text = new StringBuilder("parameter,unit,value,standard_error,lower_95,upper_95,start,lower_bound,upper_bound");
        plan.Free.ToList().ForEach(parameter => text.Append(",correlation_with_").Append(parameter.Name));
        text.Append('\n');
        for (int i = 0; i < plan.Free.Count; i++)
        {
            var parameter = plan.Free[i];
            var unit = Unit(parameter, fit.Values[i]);
            double half = fit.HalfWidth(i, Probability);
            double[] numbers = [fit.Values[i], fit.Error(i), fit.Values[i] - half, fit.Values[i] + half, parameter.Start, parameter.Lower, parameter.Upper];
            string[] correlations = [.. Enumerable.Range(0, plan.Free.Count).Select(k => Exact(fit.Correlation(i, k)))];
            text.Append(parameter.Name).Append(',').Append(unit.Name).Append(',').AppendJoin(',', [.. numbers.Select(number => Exact(number / unit.SiValue)), .. correlations]).Append('\n');
        }

        return ExperimentFile.OfText("fit.csv", "fitted values, standard errors, 95 % intervals, starts, bounds and correlations", text.ToString());
    }

    /// <summary>Data, fit and residuals, point by point.</summary>
    public static ExperimentFile Curve(FitData data, FitEstimate fit)
    {
        var text = new StringBuilder("current (pA),rate (Hz),sd (Hz),fit (Hz),residual (Hz)\n");
        for (int i = 0; i < data.Rates.Length; i++)
        {
            text.AppendJoin(',', Exact(data.Currents[i] * 1e12), Exact(data.Rates[i]), data.Deviations is null ? "" : Exact(data.Deviations[i]), Exact(fit.Predictions[i]), Exact(data.Rates[i] - fit.Predictions[i])).Append('\n');
        }

        return ExperimentFile.OfText("curve.csv", "the data, the fitted curve and the residuals", text.ToString());
    }

    /// <summary>The data with the fitted curve, and the residuals below.</summary>
    public static ExperimentFigure Figure(FitData data, FitEstimate fit)
    {
        var unit = DisplayUnit.Readable(Current.FromSi(data.Currents.Max(Math.Abs)));
        int[] order = [.. Enumerable.Range(0, data.Currents.Length).OrderBy(i => data.Currents[i])];
        double[] x = [.. order.Select(i => data.Currents[i] / unit.SiValue)];
        double[]? errors = data.Deviations is null ? null : [.. order.Select(i => data.Deviations[i])];
        return new ExperimentFigure("fit", "Data and fit", "Points are the data, with their standard deviations where these are given; the line is the fitted cell. Below, what is left.", new Figure
        {
            Panels =
            [
                new Panel
                {
                    Y = new Axis("Rate", "Hz"),
                    Layers =
                    [
                        new Series("data", x, [.. order.Select(i => data.Rates[i])]) { Line = LineStyle.None, Marker = Marker.Circle, Error = errors },
                        new Series("fit", x, [.. order.Select(i => fit.Predictions[i])]),
                    ],
                },
                new Panel
                {
                    X = new Axis("Current", unit.Name),
                    Y = new Axis("Residual", "Hz"),
                    Layers = [new Series("", x, [.. order.Select(i => data.Rates[i] - fit.Predictions[i])]) { Line = LineStyle.None, Marker = Marker.Circle, Error = errors }, ReferenceLine.AtY(0)],
                },
            ],
        });
    }

    /// <summary>The unit in which a parameter is shown.</summary>
    public static DisplayUnit Unit(FreeParameter parameter, double si) => DisplayUnit.Readable(new Quantity(si, parameter.Dimension));

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Exact(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}
