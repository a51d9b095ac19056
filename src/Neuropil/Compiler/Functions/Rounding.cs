namespace Neuropil.Compiler;

/// <summary>Rounding to integers, in exactly rounded primitives only.</summary>
internal static class Rounding
{
    /// <summary>The largest integer not above x, exact; infinities and NaN pass. 4 operations.</summary>
    public static TValue Floor<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var nearest = on.RoundToEven(x);
        return on.Select(on.Less(x, nearest), on.Subtract(nearest, on.Constant(1)), nearest);
    }
}
