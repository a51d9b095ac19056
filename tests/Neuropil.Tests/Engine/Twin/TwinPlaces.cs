namespace Neuropil.Tests.Engine.Twin;

/// <summary>The places of numbers in the arrays that formulas read: one for each symbol and each parameter.</summary>
internal sealed class TwinPlaces
{
    private readonly Dictionary<object, int> places = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many numbers there are.</summary>
    public int Count => places.Count;

    /// <summary>The symbols that have a place.</summary>
    public IEnumerable<(Symbol Symbol, int Place)> Symbols => places.Where(pair => pair.Key is Symbol).Select(pair => ((Symbol)pair.Key, pair.Value));

    /// <summary>The parameters that have a place.</summary>
    public IEnumerable<(Parameter Parameter, int Place)> Parameters
        => places.Where(pair => pair.Key is Parameter).Select(pair => ((Parameter)pair.Key, pair.Value));

    /// <summary>The place of a symbol or a parameter, a new one if it has none.</summary>
    public int Of(object leaf)
    {
        if (!places.TryGetValue(leaf, out int place))
        {
            places[leaf] = place = places.Count;
        }

        return place;
    }
}
