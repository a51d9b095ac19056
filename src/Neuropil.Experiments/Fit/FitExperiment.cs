using MathNet.Numerics.Distributions;

namespace Neuropil.Experiments;

/// <summary>Fits parameters of a cell to an f-I curve, with confidence intervals; without data it makes its own and looks whether it finds their parameters.</summary>
internal sealed class FitExperiment : Experiment<FitParameters>
{
    // Checks fail once in 10 000 times by chance.
    private const double FalseAlarms = 1e-4;

    public override string Name => "fit";

    public override string Question => "Which parameters of a cell model fit an f-I curve best, and how well do the data determine them?";

    public override string Source => "least squares by Levenberg 1944 and Marquardt 1963; intervals by linear regression theory (Press et al. 2007, section 15.6)";

    public override IReadOnlyList<Preset<FitParameters>> Presets =>
    [
        new("coverage", "a hundred synthetic data sets: how often does the 95 % interval hold the truth?", parameters => parameters with { Repeats = 100 }),
    ];

    public override void Run(FitParameters parameters, Session session, Findings findings)
    {
        var plan = FitPlan.Of(parameters);
        var problem = new FICurveProblem(plan.Cell, plan.Free, plan.Currents, new FICurveProtocol(parameters.TimeStep, parameters.Settle, parameters.Duration), session);
        RequireSpikes(plan, problem);
        var data = plan.Data is { } given ? [given] : Synthetic(plan, problem, parameters, session.Seed);
        var minima = LevenbergMarquardt.Minimize(problem, [.. data.Select(set => set.Rates)], FitPrecision.Simulated, data[0].Deviations, session.Cancellation);
        FitEstimate[] fits = [.. minima.Select(minimum => FitEstimate.Of(problem, minimum))];
        var first = fits[0];
        problem.Predict([first.Values]);
        findings.Answer(FitReport.Answer(plan, first) + (fits.Length > 1 ? $" {Coverage(plan, fits)}" : plan.Data is null ? $" {Recovery(plan, first)}" : ""));
        FitReport.Notes(plan, first).ToList().ForEach(findings.Note);
        findings.Check(plan.Data is not null ? [] : fits.Length > 1 ? CoverageChecks(plan, fits) : RecoveryChecks(plan, first));
        foreach (var (name, value) in FitReport.Values(plan, first))
        {
            findings.Measure(name, value);
        }

        findings.Figure(FitReport.Figure(data[0], first));
        findings.File(FitReport.Table(plan, first));
        findings.File(FitReport.Curve(data[0], first));
        findings.Populations(problem.Spikes!);
    }

    protected override void Validate(FitParameters parameters) => FitPlan.Of(parameters);

    private static void RequireSpikes(FitPlan plan, FICurveProblem problem)
    {
        double[] rates = problem.Predict([[.. plan.Free.Select(parameter => parameter.Start)]])[0];
        if (rates.All(rate => rate == 0))
        {
            string values = string.Join(", ", plan.Free.Select(parameter => $"{parameter.Name} {parameter.Print(parameter.Start)}"));
            throw new UserErrorException($"{plan.Model} does not fire repeatedly where the fit starts ({values}): not up to the largest current, {Current.FromSi(plan.Currents.Max())}.");
        }
    }

    private static List<FitData> Synthetic(FitPlan plan, FICurveProblem problem, FitParameters parameters, ulong seed)
    {
        double[] exact = problem.Predict([plan.Truth])[0];
        return [.. Enumerable.Range(0, parameters.Repeats).Select(set =>
        {
            var stream = new RandomStream(seed, RandomPurpose.Noise, (ulong)set);
            double[] rates = new double[exact.Length];
            for (int i = 0; i < rates.Length; i++)
            {
                // 1 - u is never 0, where the normal quantile is infinite.
                rates[i] = exact[i] + (parameters.Noise.SiValue * Normal.InvCDF(0, 1, 1 - stream.NextDouble() - 1e-17));
            }

            return new FitData(plan.Currents, rates, Deviations: null);
        })];
    }

    private static string Recovery(FitPlan plan, FitEstimate fit)
    {
        string[] outside = [.. Enumerable.Range(0, plan.Free.Count).Where(i => !Holds(plan, fit, i)).Select(i => plan.Free[i].Name)];
        return outside.Length == 0 ? "All true values of the synthetic data lie in their intervals." : $"The true value of {string.Join(" and ", outside)} lies outside its interval, as it does for 5 % of all data sets.";
    }

    private static string Coverage(FitPlan plan, FitEstimate[] fits)
        => $"Over {fits.Length} data sets the intervals hold the true value of {string.Join(" and of ", plan.Free.Select((parameter, i) => $"{parameter.Name} {fits.Count(fit => Holds(plan, fit, i))} times"))}.";

    private static bool Holds(FitPlan plan, FitEstimate fit, int parameter) => Math.Abs(fit.Values[parameter] - plan.Truth[parameter]) <= fit.HalfWidth(parameter, FitReport.Probability);

    private static IEnumerable<Check> RecoveryChecks(FitPlan plan, FitEstimate fit)
    {
        for (int i = 0; i < plan.Free.Count; i++)
        {
            var unit = FitReport.Unit(plan.Free[i], plan.Truth[i]);
            yield return new Check(
                $"{plan.Free[i].Name}{(unit.Name.Length > 0 ? $" ({unit.Name})" : "")}", plan.Truth[i] / unit.SiValue, fit.Values[i] / unit.SiValue, fit.HalfWidth(i, 1 - FalseAlarms) / unit.SiValue,
                "the value that made the data; tolerance: the fit's own interval at a false-alarm rate of 1e-4");
        }
    }

    private static IEnumerable<Check> CoverageChecks(FitPlan plan, FitEstimate[] fits)
    {
        var (lowest, highest) = CoverageBounds(fits.Length);
        for (int i = 0; i < plan.Free.Count; i++)
        {
            int parameter = i;
            yield return Check.Between(
                $"data sets of {fits.Length} whose 95 % interval holds {plan.Free[i].Name}", lowest, highest, fits.Count(fit => Holds(plan, fit, parameter)), "binomial with probability 0.95; two-sided bounds at 1e-4");
        }
    }

    /// <summary>Between which numbers of hits in so many intervals of 95 % all but 1e-4 of the cases lie.</summary>
    internal static (int Lowest, int Highest) CoverageBounds(int sets)
    {
        int lowest = Enumerable.Range(0, sets + 1).First(hits => Binomial.CDF(FitReport.Probability, sets, hits) > FalseAlarms / 2);
        int highest = Enumerable.Range(0, sets + 1).First(hits => Binomial.CDF(FitReport.Probability, sets, hits) >= 1 - (FalseAlarms / 2));
        return (lowest, highest);
    }
}
