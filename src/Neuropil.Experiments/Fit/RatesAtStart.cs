namespace Neuropil.Experiments;

/// <summary>What a cell must do where a fit to an f-I curve starts, so that there is something to follow.</summary>
internal static class RatesAtStart
{
    // A start may be far from the data, but not so far.
    private const double MostTimesTheData = 30;

    // A curve that rises by less from its lowest to its highest current is none.
    private const double Flat = 0.01;

    /// <summary>Refuses a start at which the cell does not fire, or fires so unlike the data that their currents must be in another unit.</summary>
    public static void Require(FitPlan plan, FICurveProblem problem, string currentColumn)
    {
        double[] rates = problem.Predict([[.. plan.Free.Select(parameter => parameter.Start)]])[0];
        string values = string.Join(", ", plan.Free.Select(parameter => $"{parameter.Name} {parameter.Print(parameter.Start)}"));
        Refuse.If(
            rates.All(rate => rate == 0),
            $"{plan.Model} does not fire repeatedly where the fit starts ({values}): not up to the largest current, {Current.FromSi(plan.Currents.Max())}.");
        RequireLikeData(plan, rates, currentColumn);
    }

    // A thousand times too large a current drives any cell to what its time step or its refractory period allows, on which nothing else depends: far above the
    // data, or the same at all currents.
    private static void RequireLikeData(FitPlan plan, double[] rates, string currentColumn)
    {
        if (plan.Data is not { } data || !(data.Rates.Max() > 0))
        {
            return;
        }

        bool isFlat = rates.Max() - rates.Min() < Flat * rates.Max() && data.Rates.Max() - data.Rates.Min() > 10 * Flat * data.Rates.Max();
        Refuse.If(
            isFlat || rates.Max() > MostTimesTheData * data.Rates.Max(),
            $"--data: at currents from {Current.FromSi(plan.Currents.Min())} to {Current.FromSi(plan.Currents.Max())} {plan.Model} fires at "
            + $"{rates.Min():G3} to {rates.Max():G3} Hz, where the data have {data.Rates.Min():G3} to {data.Rates.Max():G3} Hz. Is that the unit of column "
            + $"{OneLine.Quote(currentColumn)}? Else give a --start nearer to the cell.");
    }
}
