namespace Neuropil.UserModels.Tests.Models;

/// <summary>
/// Calcium that currents fill but do not empty, with a buffer that does not move:
/// dc/dt = max(I, 0) / (2 F volume) - on c (B - b) + off b - (c - rest) / tau, db/dt = on c (B - b) - off b.
/// </summary>
public sealed record BufferedCalcium : IonPool<Calcium>
{
    /// <summary>The volume. Default 500 um³.</summary>
    public Parameter<Volume> Volume { get; init; } = 500 * um3;

    /// <summary>The concentration at rest, where it starts. Default 100 nM.</summary>
    public Parameter<Concentration> Rest { get; init; } = 100 * nM;

    /// <summary>tau, the time constant of removal. Default 20 ms.</summary>
    public Parameter<Time> Removal { get; init; } = 20 * ms;

    /// <summary>B, all buffer. Default 50 uM.</summary>
    public Parameter<Concentration> Buffer { get; init; } = 50 * uM;

    /// <summary>The rate of binding. Default 0.1 /(uM ms).</summary>
    public Parameter<BindingRate> On { get; init; } = 0.1 / uM / ms;

    /// <summary>The rate of release. Default 0.5 /ms.</summary>
    public Parameter<Frequency> Off { get; init; } = 0.5 / ms;

    /// <inheritdoc/>
    protected override Expr Declare(Membrane membrane, PoolInflow inflow)
    {
        var c = membrane.State("concentration", Rest);
        var bound = membrane.State("bound", Expr.Of(Buffer) * Rest * On / ((Expr.Of(Rest) * On) + Off));
        var binding = (On * c * (Buffer - bound)) - (Off * bound);
        membrane.Differential(c, (Max(inflow.Flow, 0 * mol / s) / Volume) - binding - ((c - Rest) / Removal));
        membrane.Differential(bound, binding);
        return c;
    }
}
