namespace Neuropil;

/// <summary>
/// A current, positive inward, with the time course of an alpha function: a spike of weight w adds w (t/tau) e^(1 - t/tau), which begins at zero and has its
/// peak w after tau; its area is e tau w (Rall 1967, J. Neurophysiol. 30). It is declared as two linear variables, dx/dt = -x/tau and ds/dt = (e x - s)/tau, to
/// the first of which spikes add, and advances by their exact propagator.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record AlphaCurrent(string Name) : Receptor<Current>(Name)
{
    /// <summary>tau, the time from a spike to the current's peak. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 5 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var x = equations.State("x", Current.Dimension);
        var s = equations.State("s", Current.Dimension);
        equations.Differential(x, -x / TimeConstant);
        equations.Differential(s, ((Math.E * x) - s) / TimeConstant);
        var (weights, arrival) = equations.Arrival(Current.Dimension);
        equations.On(arrival, x, x + weights);
        equations.Intermediate("current", s);
        equations.AddInwardCurrent(s);
    }
}
