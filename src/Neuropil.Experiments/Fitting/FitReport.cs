using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>What people read of a fit: a sentence, remarks and a table.</summary>
public static class FitReport
{
    /// <summary>The probability of the stated intervals.</summary>
    public const double Probability = 0.95;

    /// <summary>The values with their intervals, and how far the data are from the fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="unit">The unit of the data: <c>Hz</c>.</param>
    public static string Describe(this FitEstimate fit, string unit)
    {
        var values = fit.Parameters.Select((parameter, i) =>
        {
            var shown = parameter.Unit(fit.Values[i]);
            double half = fit.HalfWidth(i, Probability);
            return Text($"{parameter.Name} {fit.Values[i] / shown.SiValue:G5} ± {half / shown.SiValue:G3} {shown.Name}").TrimEnd();
        });
        string scatter = fit.KnownDeviations ? Text($"chi squared is {fit.SumOfSquares:G3}")
            : Text($"the data scatter by {fit.ResidualDeviation:G3} {unit} about the curve");
        return $"{string.Join(", ", values)} (95 % intervals); {scatter} with {fit.DegreesOfFreedom} degrees of freedom.";
    }

    /// <summary>Adds the values, what a reader should know before trusting the intervals, and the table <c>fit.csv</c>.</summary>
    public static void Show(this FitEstimate fit, Findings findings)
    {
        if (!fit.Converged)
        {
            findings.Note($"The fit had not settled after {fit.Iterations} steps: the values are the best found.");
        }

        var all = fit.Parameters.Select((parameter, i) => (Parameter: parameter, Index: i, Value: fit.Values[i], Unit: parameter.Unit(fit.Values[i]))).ToList();
        foreach (var (parameter, i, value, unit) in all)
        {
            findings.Measure($"{parameter.Name} ({unit.Name})", value / unit.SiValue);
            if (value <= parameter.Lower || value >= parameter.Upper)
            {
                findings.Note($"{parameter.Name} ended at its bound, {parameter.Print(value)}: its interval, which knows no bounds, means nothing.");
            }

            for (int k = 0; k < i; k++)
            {
                findings.Note(Text($"correlation of {all[k].Parameter.Name} and {parameter.Name}: {fit.Correlation(k, i):F3}"));
            }
        }

        string[] headers = ["parameter", "unit", "value", "standard_error", "lower_95", "upper_95", "start", "lower_bound", "upper_bound"];
        var lines = all.Select(each =>
        {
            var (parameter, i, value, unit) = each;
            double half = fit.HalfWidth(i, Probability);
            double[] numbers = [value, fit.Error(i), value - half, value + half, parameter.Start, parameter.Lower, parameter.Upper];
            var written = numbers.Select(number => number / unit.SiValue).Concat(all.Select(other => fit.Correlation(i, other.Index)));
            return string.Join(',', [parameter.Name, unit.Name, .. written.Select(number => Text($"{number:G10}"))]);
        });
        string header = string.Join(',', headers.Concat(all.Select(each => $"correlation_with_{each.Parameter.Name}")));
        findings.File(ExperimentFile.OfText(
            "fit.csv", "fitted values, standard errors, 95 % intervals, starts, bounds and correlations", $"{string.Join('\n', lines.Prepend(header))}\n"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
