namespace Neuropil.Experiments;

/// <summary>What a fit will do, made of its options and its file, with every name and number checked.</summary>
/// <param name="Model">The name of the cell model.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Free">Its free parameters.</param>
/// <param name="Truth">The model's own values of these, from which synthetic data are made.</param>
/// <param name="Data">The data; null to make synthetic ones.</param>
/// <param name="Currents">The currents.</param>
internal sealed record FitPlan(string Model, Neuron Cell, IReadOnlyList<FreeParameter> Free, double[] Truth, FitData? Data, double[] Currents)
{
    // Synthetic data are fitted from beside the truth: 15 % of it, or of 10 mV.
    private const double Beside = 0.15;

    /// <summary>The plan for the given options.</summary>
    /// <exception cref="UserErrorException">Something does not exist or does not fit; names it.</exception>
    public static FitPlan Of(FitParameters options)
    {
        var cell = CellOf(options.Model);
        bool isSynthetic = options.Data.Length == 0;
        var free = FreeParameters.Read(
            cell, options.Model, options.Parameters, options.Start, options.Lower, options.Upper,
            (truth, isVoltage) => !isSynthetic ? truth : isVoltage ? truth + (Beside * 10e-3) : truth * (1 + Beside));
        var known = ModelParameters.Of(cell);
        double[] truth = [.. free.Select(parameter => known[parameter.Name].UniformSi)];
        var columns = (options.CurrentColumn, options.RateColumn, options.DeviationColumn);
        var data = isSynthetic ? null : FitDataFile.Read(options.Data, columns, options.CurrentUnit, free.Count + 1);
        Refuse.If(
            isSynthetic && options.Points <= free.Count, $"--points: {options.Points} points are too few for {free.Count} parameters; expected more.");
        Refuse.If(!isSynthetic && options.Repeats > 1, "--repeats: several data sets are made only when --data gives none.");
        Refuse.If(
            isSynthetic && !(options.SmallestCurrent < options.LargestCurrent),
            $"--largest-current: {options.LargestCurrent} is not above the smallest, {options.SmallestCurrent}.");
        double step = (options.LargestCurrent - options.SmallestCurrent).SiValue / (options.Points - 1);
        double[] spread = [.. Enumerable.Range(0, options.Points).Select(i => options.SmallestCurrent.SiValue + (i * step))];
        return new FitPlan(options.Model, cell, free, truth, data, data?.Currents ?? spread);
    }

    private static Neuron CellOf(string name)
    {
        var models = ModelCatalogue.All.Where(model => model.Declaration is Neuron).Select(model => model.Name).ToList();
        var found = ModelCatalogue.All.FirstOrDefault(model => model.Name == name)
            ?? throw new UserErrorException($"--model: there is no model {OneLine.Quote(name)}.{Suggestion.WithAll(name, models)}");
        var cell = found.Declaration as Neuron
            ?? throw new UserErrorException($"--model: {OneLine.Quote(name)} is a {found.Kind.ToString().ToLowerInvariant()}; expected a cell.");
        var system = cell.ToEquations();
        Refuse.If(
            system.Spike is null || system.MembranePotential is null,
            $"--model: {OneLine.Quote(name)} has no membrane potential with spikes, so that it has no f-I curve.");
        return cell;
    }
}
