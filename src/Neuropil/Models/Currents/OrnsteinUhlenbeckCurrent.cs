namespace Neuropil;

/// <summary>
/// A fluctuating current, an Ornstein-Uhlenbeck process: dI/dt = (mean - I)/tau + sd sqrt(2/tau) xi. It starts at its mean; its update is exact
/// for any time step (see <see cref="EquationBuilder.OrnsteinUhlenbeck"/>).
/// </summary>
public sealed record OrnsteinUhlenbeckCurrent : InjectedCurrent
{
    /// <summary>The mean, positive inward. Default 0 pA.</summary>
    public Parameter<Current> Mean { get; init; } = 0 * Units.pA;

    /// <summary>The standard deviation in the long run. Default 100 pA.</summary>
    [NotNegative]
    public Parameter<Current> StandardDeviation { get; init; } = 100 * Units.pA;

    /// <summary>The correlation time. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 5 * Units.ms;

    /// <inheritdoc/>
    public override Expr Current(CellBuilder equations) => equations.OrnsteinUhlenbeck("I", Mean, StandardDeviation, TimeConstant);
}
