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
    private const double DefaultFactor = 20;
    private const double DefaultRange = 20e-3; // V
    private const double Beside = 0.15;

    /// <summary>The plan for the given options.</summary>
    /// <exception cref="UserErrorException">Something does not exist or does not fit; names it.</exception>
    public static FitPlan Of(FitParameters options)
    {
        var cell = CellOf(options.Model);
        var known = ModelParameters.Of(cell);
        string[] names = Given(options.Parameters);
        if (names.Length == 0)
        {
            throw new UserErrorException("--parameters: names no parameter; expected some, separated by commas.");
        }

        string? twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new UserErrorException($"--parameters: {OneLine.Quote(twice)} is named twice.");
        }

        bool isSynthetic = options.Data.Length == 0;
        var start = Values("--start", options.Start, names, known);
        var (lower, upper) = (Values("--lower", options.Lower, names, known), Values("--upper", options.Upper, names, known));
        double[] truth = [.. names.Select(name => Parameter(options.Model, name, known).UniformSi)];
        var free = names.Select((name, i) => MakeFree(name, known[name].Dimension, truth[i], start?[i], lower?[i], upper?[i], isSynthetic)).ToList();
        var data = isSynthetic ? null : FitDataFile.Read(options.Data, (options.CurrentColumn, options.RateColumn, options.DeviationColumn), options.CurrentUnit, names.Length + 1);
        if (isSynthetic && options.Points <= names.Length)
        {
            throw new UserErrorException($"--points: {options.Points} points are too few for {names.Length} parameters; expected more.");
        }

        if (!isSynthetic && options.Repeats > 1)
        {
            throw new UserErrorException("--repeats: several data sets are made only when --data gives none.");
        }

        return new FitPlan(options.Model, cell, free, truth, data, data?.Currents ?? Spread(options));
    }

    private static Neuron CellOf(string name)
    {
        var models = ModelCatalogue.All.Where(model => model.Declaration is Neuron).ToList();
        var found = ModelCatalogue.All.FirstOrDefault(model => model.Name == name)
            ?? throw new UserErrorException($"--model: there is no model {OneLine.Quote(name)}.{Suggestion.For(name, [.. models.Select(model => model.Name)])}");
        if (found.Declaration is not Neuron cell)
        {
            throw new UserErrorException($"--model: {OneLine.Quote(name)} is a {found.Kind.ToString().ToLowerInvariant()}; expected a cell.");
        }

        var system = cell.ToEquations();
        return system.Spike is null || system.MembranePotential is null
            ? throw new UserErrorException($"--model: {OneLine.Quote(name)} has no membrane potential with spikes, so that it has no f-I curve.")
            : cell;
    }

    private static Parameter Parameter(string model, string name, IReadOnlyDictionary<string, Parameter> known) => known.TryGetValue(name, out var parameter)
        ? parameter
        : throw new UserErrorException($"--parameters: {model} has no parameter {OneLine.Quote(name)}.{Suggestion.For(name, [.. known.Keys])}");

    private static double[]? Values(string option, IReadOnlyList<string> texts, string[] names, IReadOnlyDictionary<string, Parameter> known)
    {
        string[] given = Given(texts);
        if (given.Length == 0)
        {
            return null;
        }

        if (given.Length != names.Length)
        {
            throw new UserErrorException($"{option}: there are {given.Length} values for {names.Length} parameters ({string.Join(", ", names)}).");
        }

        return [.. given.Select((text, i) => !known.TryGetValue(names[i], out var parameter) ? double.NaN
            : Quantity.TryParse(text, out var value) && value.Dimension == parameter.Dimension && double.IsFinite(value.SiValue) ? value.SiValue
            : throw new UserErrorException($"{option}: {OneLine.Quote(text)} is no value of {OneLine.Quote(names[i])}, which is {parameter.Dimension.Description}."))];
    }

    private static FreeParameter MakeFree(string name, Dimension dimension, double truth, double? start, double? lower, double? upper, bool isSynthetic)
    {
        bool isVoltage = dimension == Voltage.Dimension;
        double beside = !isSynthetic ? truth : isVoltage ? truth + (Beside * 10e-3) : truth * (1 + Beside);
        double begin = start ?? beside;
        double least = lower ?? (isVoltage ? begin - DefaultRange : begin > 0 ? begin / DefaultFactor : begin * DefaultFactor);
        double most = upper ?? (isVoltage ? begin + DefaultRange : begin > 0 ? begin * DefaultFactor : begin / DefaultFactor);
        string Print(double si) => new Quantity(si, dimension).ToString();
        return !(least < most) ? throw new UserErrorException($"--lower and --upper: {OneLine.Quote(name)} would be from {Print(least)} to {Print(most)}; expected an interval (give both for a start of 0).")
            : begin < least || begin > most ? throw new UserErrorException($"--start: {OneLine.Quote(name)} starts at {Print(begin)}, outside its bounds from {Print(least)} to {Print(most)}.")
            : new FreeParameter(name, dimension, begin, least, most);
    }

    private static double[] Spread(FitParameters options)
    {
        if (!(options.SmallestCurrent < options.LargestCurrent))
        {
            throw new UserErrorException($"--largest-current: {options.LargestCurrent} is not above the smallest, {options.SmallestCurrent}.");
        }

        double step = (options.LargestCurrent - options.SmallestCurrent).SiValue / (options.Points - 1);
        return [.. Enumerable.Range(0, options.Points).Select(i => options.SmallestCurrent.SiValue + (i * step))];
    }

    private static string[] Given(IReadOnlyList<string> texts) => [.. texts.Where(text => text.Length > 0)];
}
