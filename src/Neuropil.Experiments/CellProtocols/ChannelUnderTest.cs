using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The channel that a voltage clamp is done on: alone in a membrane, at fixed concentrations.</summary>
/// <param name="Name">The name that the user types.</param>
/// <param name="Mechanisms">What the membrane has.</param>
/// <param name="Source">Where the channel comes from.</param>
internal sealed record ChannelUnderTest(string Name, IReadOnlyList<Mechanism> Mechanisms, string Source)
{
    /// <summary>The names of all channels.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. ModelCatalogue.All.Where(model => model.Declaration is IonChannel or Mechanism).Select(model => model.Name)];

    /// <summary>The channel of that name.</summary>
    /// <exception cref="UserErrorException">There is none; names the nearest.</exception>
    public static ChannelUnderTest ByName(string name, Concentration calcium)
    {
        if (!Names.Contains(name))
        {
            throw new UserErrorException($"there is no channel {OneLine.Quote(name)}.{Suggestion.WithAll(name, Names)}");
        }

        var model = ModelCatalogue.ByName(name);
        IReadOnlyList<Mechanism> mechanisms = model.Declaration is Mechanism { RequiredIons.Count: 0 } mechanism
            ? [mechanism]
            : [.. ((PointNeuron)model.Cell()!).Mechanisms.Where(beside => beside is not Leak).Select(beside => beside is Calcium ion ? Fixed(ion) : beside)];
        return new ChannelUnderTest(name, mechanisms, model.Source);

        // What is clamped is one channel at one concentration: no other channel, and no pool.
        Calcium Fixed(Calcium ion) => ion with
        {
            Pool = null,
            InnerConcentration = calcium,
            OuterConcentration = 2 * mM,
            Channels = [.. ion.Channels.Where(channel => ReferenceEquals(channel, model.Declaration))],
        };
    }

    /// <summary>The membrane under a voltage command.</summary>
    public VoltageClamp Clamped(Temperature temperature, Parameter<Voltage> holding, params ClampStep[] steps)
        => new() { Mechanisms = Mechanisms, Temperature = temperature, Holding = holding, Steps = steps };
}
