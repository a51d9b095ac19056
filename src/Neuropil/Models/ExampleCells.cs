namespace Neuropil;

/// <summary>The smallest cells in which models are shown.</summary>
internal static class ExampleCells
{
    /// <summary>A passive membrane with some mechanisms, and with the ions that they require.</summary>
    public static PointNeuron Membrane(IEnumerable<Mechanism> mechanisms, IReadOnlyList<RequiredIon> required)
    {
        var shown = mechanisms.ToList();
        shown.AddRange(required.Where(ion => !shown.Exists(mechanism => mechanism.GetType() == ion.Ion)).Select(ion => ion.Example()));
        var leak = new Leak();
        bool hasLeak = shown.Exists(mechanism => mechanism.Name == leak.Name);
        return new PointNeuron { Temperature = Units.Celsius(36), Mechanisms = hasLeak ? shown : [.. shown, leak] };
    }
}
