using Neuropil.Networks;

namespace Neuropil;

/// <summary>Every source connects once to every target.</summary>
public sealed record AllToAll : ConnectionRule
{
    internal override void RequireFits(ConnectionEnds ends)
    {
    }
}
