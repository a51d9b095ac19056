using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// How large the kernel of an <see cref="Alpha"/> or <see cref="DoubleExponential"/> receptor is for a weight of one. All three are continuous where the two
/// time constants meet, and the same when they are exchanged.
/// </summary>
public sealed record KernelSize
{
    private readonly Time? area;

    private KernelSize(string name, Time? area) => (Name, this.area) = (name, area);

    /// <summary>The peak is one: the weight is the largest conductance or current of a single spike.</summary>
    public static KernelSize Peak { get; } = new("peak", null);

    /// <summary>
    /// As the equations have it when the first of two stages jumps by one: (t/tau) exp(-t/tau), and for two time constants
    /// tau_d/(tau_d - tau_r) (exp(-t/tau_d) - exp(-t/tau_r)) with tau_d the longer. The area is the longer time constant, that of an
    /// <see cref="Exponential"/> of the same weight, which it becomes when the rise is short.
    /// </summary>
    public static KernelSize Stages { get; } = new("stages", null);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The area under the kernel is a given time: with 1 ms a weight of 3 nS brings 3 nS ms, whatever the time constants.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The area is not more than zero.</exception>
    public static KernelSize Area(Time area) => area.SiValue > 0 && double.IsFinite(area.SiValue)
        ? new("area", area)
        : throw new ArgumentOutOfRangeException(nameof(area), $"The area of a kernel is {area}; expected more than 0 ms.");

    /// <summary>
    /// By how much the first stage jumps at a spike of weight one, where dx/dt = -x/decay and dg/dt = (x - g)/rise. Without it the kernel's peak is
    /// exp(-1/exprel(s)), s = ln(decay/rise), which needs no difference of the time constants: it is at t = rise/exprel(-s), where x = g.
    /// </summary>
    /// <param name="rise">The time constant of the second stage.</param>
    /// <param name="decay">The time constant of the first stage.</param>
    public Expr FirstStage(Expr rise, Expr decay) => area is { } given ? given / decay
        : Equals(Stages) ? Max(rise, decay) / decay
        : Exp(1 / Exprel(Log(decay / rise)));

    /// <inheritdoc/>
    public override string ToString() => area is { } given ? $"{Name} {given}" : Name;
}
