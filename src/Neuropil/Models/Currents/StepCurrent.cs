using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A current that is switched on at <see cref="Start"/> and off at <see cref="Stop"/>: it flows in the steps that begin at Start or later and
/// before Stop. Times between grid points are rounded to the nearest, with a warning.
/// </summary>
public sealed record StepCurrent : InjectedCurrent
{
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
        var on = equations.HasCome("start", Start);
        if (Stop is not null)
        {
            if (Start.IsUniform && Stop.IsUniform && Stop.UniformSi < Start.UniformSi)
            {
                throw new ArgumentException($"A step current stops at {Stop}, before it starts at {Start}.");
            }

            on &= !equations.HasCome("stop", Stop);
            equations.Lasts("stop - start", Expr.Of(Stop) - Expr.Of(Start));
        }

        return Select(on, Amplitude, 0 * Units.pA);
    }
}
