namespace Neuropil.Experiments;

/// <summary>Reads free parameters of a cell from options: names, and values with units for starts and bounds.</summary>
public static class FreeParameters
{
    /// <summary>The free parameters.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="model">What messages call it.</param>
    /// <param name="parameters">What <c>--parameters</c> gives: full names.</param>
    /// <param name="starts">What <c>--start</c> gives, a value for each, or nothing.</param>
    /// <param name="lowest">What <c>--lower</c> gives.</param>
    /// <param name="highest">What <c>--upper</c> gives.</param>
    /// <param name="begin">Where a fit starts without <c>--start</c>, from the model's value and whether it is a voltage.</param>
    /// <exception cref="UserErrorException">A name or a value is wrong; the message names the option.</exception>
    public static IReadOnlyList<FreeParameter> Read(
        Neuron cell, string model, IReadOnlyList<string> parameters, IReadOnlyList<string> starts, IReadOnlyList<string> lowest, IReadOnlyList<string> highest,
        Func<double, bool, double>? begin = null)
    {
        var known = ModelParameters.Of(cell);
        string[] names = Given(parameters);
        Refuse.If(names.Length == 0, "--parameters: names no parameter; expected some, separated by commas.");
        string twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key ?? "";
        Refuse.If(twice.Length > 0, $"--parameters: {OneLine.Quote(twice)} is named twice.");
        var start = Values("--start", starts, names, known);
        var (lower, upper) = (Values("--lower", lowest, names, known), Values("--upper", highest, names, known));
        return [.. names.Select((name, i) =>
        {
            var parameter = known.GetValueOrDefault(name)
                ?? throw new UserErrorException($"--parameters: {model} has no parameter {OneLine.Quote(name)}.{Suggestion.For(name, [.. known.Keys])}");
            double beside = begin?.Invoke(parameter.UniformSi, parameter.Dimension == Voltage.Dimension) ?? parameter.UniformSi;
            return Checked(FreeParameter.Between(name, parameter.Dimension, start?[i] ?? beside, lower?[i], upper?[i]));
        })];
    }

    private static FreeParameter Checked(FreeParameter p)
    {
        string bounds = $"from {p.Print(p.Lower)} to {p.Print(p.Upper)}";
        Refuse.If(
            !(p.Lower < p.Upper), $"--lower and --upper: {OneLine.Quote(p.Name)} would be {bounds}; expected an interval (give both for a start of 0).");
        Refuse.If(
            p.Start < p.Lower || p.Start > p.Upper, $"--start: {OneLine.Quote(p.Name)} starts at {p.Print(p.Start)}, outside its bounds {bounds}.");
        return p;
    }

    private static double[]? Values(string option, IReadOnlyList<string> texts, string[] names, IReadOnlyDictionary<string, Parameter> known)
    {
        string[] given = Given(texts);
        Refuse.If(
            given.Length > 0 && given.Length != names.Length,
            $"{option}: there are {given.Length} values for {names.Length} parameters ({string.Join(", ", names)}).");
        return given.Length == 0 ? null : [.. given.Select((text, i) => Value(option, text, names[i], known.GetValueOrDefault(names[i])))];
    }

    // An unknown name is refused as such, not for its value.
    private static double Value(string option, string text, string name, Parameter? parameter) => parameter is null ? double.NaN
        : Quantity.TryParse(text, out var value) && value.Dimension == parameter.Dimension && double.IsFinite(value.SiValue) ? value.SiValue
        : throw new UserErrorException(
            $"{option}: {OneLine.Quote(text)} is no value of {OneLine.Quote(name)}, which is {parameter.Dimension.Description}.");

    private static string[] Given(IReadOnlyList<string> texts) => [.. texts.Where(text => text.Length > 0)];
}
