using MathNet.Numerics.Distributions;

namespace Neuropil.Experiments;

/// <summary>Fits parameters of a cell to an f-I curve, with intervals; without data it makes its own and looks whether it finds their parameters.</summary>
internal sealed class FitExperiment : Experiment<FitParameters>
{
    // Checks fail once in 10 000 times by chance.
    private const double FalseAlarms = 1e-4;

    public override string Name => "fit";

    public override string Question => "Which parameters of a cell model fit an f-I curve best, and how well do the data determine them?";

    public override string Source
        => "least squares by Levenberg 1944 and Marquardt 1963; intervals by linear regression theory (Press et al. 2007, section 15.6)";

    public override IReadOnlyList<Preset<FitParameters>> Presets =>
    [
        new("coverage", "a hundred synthetic data sets: how often does the 95 % interval hold the truth?", parameters => parameters with { Repeats = 100 }),
    ];

    public override void Run(FitParameters p, Session session, Findings findings)
    {
        var plan = FitPlan.Of(p);
        var problem = new FICurveProblem(plan.Cell, plan.Free, plan.Currents, new FICurveProtocol(p.TimeStep, p.Settle, p.Duration), session);
        RatesAtStart.Require(plan, problem, p.CurrentColumn);
        var data = plan.Data is { } given ? [given] : Synthetic(plan, problem, p, session.Seed);
        var minima = LevenbergMarquardt.Minimize(problem, [.. data.Select(set => set.Rates)], FitPrecision.Simulated, data[0].Deviations, session.Cancellation);
        FitEstimate[] fits = [.. minima.Select(minimum => FitEstimate.Of(problem, minimum))];
        problem.Predict([fits[0].Values]);
        string truth = plan.Data is not null ? "" : fits.Length > 1 ? Coverage(plan, fits) : Recovery(plan, fits[0]);
        findings.Answer($"{plan.Model}: {fits[0].Describe("Hz")}{truth}");
        if (plan.Data is null)
        {
            Check(plan, fits, findings);
        }

        fits[0].Show(findings);
        Draw(data[0], fits[0], findings);
        findings.Populations(problem.Spikes!);
    }

    protected override void Validate(FitParameters parameters) => FitPlan.Of(parameters);

    /// <summary>Between which numbers of hits in so many intervals of 95 % all but 1e-4 of the cases lie.</summary>
    internal static (int Lowest, int Highest) CoverageBounds(int sets)
    {
        int lowest = Enumerable.Range(0, sets + 1).First(hits => Binomial.CDF(FitReport.Probability, sets, hits) > FalseAlarms / 2);
        int highest = Enumerable.Range(0, sets + 1).First(hits => Binomial.CDF(FitReport.Probability, sets, hits) >= 1 - (FalseAlarms / 2));
        return (lowest, highest);
    }

    private static List<FitData> Synthetic(FitPlan plan, FICurveProblem problem, FitParameters parameters, ulong seed)
    {
        double[] exact = problem.Predict([plan.Truth])[0];
        return [.. Enumerable.Range(0, parameters.Repeats).Select(set =>
        {
            // 1 - u is never 0, where the normal quantile is infinite.
            var stream = new RandomStream(seed, RandomPurpose.Noise, (ulong)set);
            double[] rates = [.. exact];
            for (int i = 0; i < rates.Length; i++)
            {
                rates[i] += parameters.Noise.SiValue * Normal.InvCDF(0, 1, 1 - stream.NextDouble() - 1e-17);
            }

            return new FitData(plan.Currents, rates, Deviations: null);
        })];
    }

    private static bool Holds(FitPlan plan, FitEstimate fit, int parameter)
        => Math.Abs(fit.Values[parameter] - plan.Truth[parameter]) <= fit.HalfWidth(parameter, FitReport.Probability);

    private static string Recovery(FitPlan plan, FitEstimate fit)
    {
        string[] outside = [.. plan.Free.Where((_, i) => !Holds(plan, fit, i)).Select(parameter => parameter.Name)];
        return outside.Length == 0 ? " All true values of the synthetic data lie in their intervals."
            : $" The true value of {string.Join(" and ", outside)} lies outside its interval, as it does for 5 % of all data sets.";
    }

    private static string Coverage(FitPlan plan, FitEstimate[] fits)
    {
        var hits = plan.Free.Select((parameter, i) => $"{parameter.Name} {fits.Count(fit => Holds(plan, fit, i))} times");
        return $" Over {fits.Length} data sets the intervals hold the true value of {string.Join(" and of ", hits)}.";
    }

    private static void Check(FitPlan plan, FitEstimate[] fits, Findings findings)
    {
        var (lowest, highest) = fits.Length > 1 ? CoverageBounds(fits.Length) : default;
        foreach (var (parameter, i) in plan.Free.Select((parameter, i) => (parameter, i)))
        {
            var unit = parameter.Unit(plan.Truth[i]);
            double InUnit(double si) => si / unit.SiValue;
            findings.Check(fits.Length > 1
                ? Experiments.Check.Between(
                    $"data sets of {fits.Length} whose 95 % interval holds {parameter.Name}", lowest, highest, fits.Count(fit => Holds(plan, fit, i)),
                    "binomial with probability 0.95; two-sided bounds at 1e-4")
                : new Check(
                    $"{parameter.Name}{(unit.Name.Length > 0 ? $" ({unit.Name})" : "")}", InUnit(plan.Truth[i]), InUnit(fits[0].Values[i]),
                    InUnit(fits[0].HalfWidth(i, 1 - FalseAlarms)),
                    "the value that made the data; tolerance: the fit's own interval at a false-alarm rate of 1e-4"));
        }
    }

    private static void Draw(FitData data, FitEstimate fit, Findings findings)
    {
        var unit = DisplayUnit.Readable(Current.FromSi(data.Currents.Max(Math.Abs)));
        int[] order = [.. Enumerable.Range(0, data.Currents.Length).OrderBy(i => data.Currents[i])];
        double[] x = [.. order.Select(i => data.Currents[i] / unit.SiValue)];
        double Residual(int i) => data.Rates[i] - fit.Predictions[i];
        var errors = data.Deviations is null ? null : order.Select(i => data.Deviations[i]);
        var axis = new Axis("Current", unit.Name);
        findings.Figure(
            "fit", "Data and fit",
            "(A) Points are the data, with their standard deviations where these are given; the line is the fitted cell. (B) What is left.",
            Plot.Panel(
                axis, new Axis("Rate", "Hz"), Plot.Points("data", x, order.Select(i => data.Rates[i]), errors),
                Plot.Line("fit", x, order.Select(i => fit.Predictions[i]))),
            Plot.Panel(axis, new Axis("Residual", "Hz"), Plot.Points("", x, order.Select(Residual), errors), ReferenceLine.AtY(0)));
        findings.Table(
            "curve.csv", "the data, the fitted curve and the residuals", Enumerable.Range(0, x.Length), ("current (pA)", i => data.Currents[i] * 1e12),
            ("rate (Hz)", i => data.Rates[i]), ("sd (Hz)", i => data.Deviations?[i] ?? double.NaN), ("fit (Hz)", i => fit.Predictions[i]),
            ("residual (Hz)", Residual));
    }
}
