using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A current that is switched on at <see cref="Start"/> and off at <see cref="Stop"/>: it flows in the steps that begin at Start or later and
/// before Stop. Times between grid points count from the next step on.
/// </summary>
public sealed record StepCurrent : InjectedCurrent
{
    // A step that begins a rounding error before the time counts as beginning at it.
    private const double RoundingOfSteps = 1e-6;

    /// <summary>The current while it is on, positive inward. Default 100 pA.</summary>
    public Parameter<Current> Amplitude { get; init; } = 100 * Units.pA;

    /// <summary>When it is switched on. Default 0 ms.</summary>
    public Parameter<Time> Start { get; init; } = 0 * Units.ms;

    /// <summary>When it is switched off; null for never.</summary>
    public Parameter<Time>? Stop { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It stops before it starts.</exception>
    public override Expr Current(CellBuilder equations)
    {
        var now = Symbol.StepStart + (RoundingOfSteps * Symbol.TimeStep);
        var on = Expr.Of(Start) <= now;
        if (Stop is not null)
        {
            if (Start.IsUniform && Stop.IsUniform && Stop.UniformSi < Start.UniformSi)
            {
                throw new ArgumentException($"A step current stops at {Stop}, before it starts at {Start}.");
            }

            on &= now < Expr.Of(Stop);
        }

        return Select(on, Amplitude, 0 * Units.pA);
    }
}
