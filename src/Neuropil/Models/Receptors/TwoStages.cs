namespace Neuropil;

/// <summary>
/// Two stages of first order, one after the other: dx/dt = -x/decay, dg/dt = (x - g)/rise, where a spike adds its weight times the size to x. g is the double
/// exponential kernel, and the alpha function where the time constants are equal: nothing is divided by their difference. Both stages advance together by
/// their exact propagator.
/// </summary>
public static class TwoStages
{
    /// <summary>Declares the stages with the arrival of spikes.</summary>
    /// <param name="equations">The receptor's equations.</param>
    /// <param name="name">The name of the second stage, what the kernel is: g for a conductance.</param>
    /// <param name="weight">The dimension of a weight and of both stages.</param>
    /// <param name="rise">The time constant of the second stage.</param>
    /// <param name="decay">The time constant of the first stage. The two may be equal, or exchanged.</param>
    /// <param name="size">How large the kernel is.</param>
    /// <returns>The second stage.</returns>
    public static Symbol Declare(CellBuilder equations, string name, Dimension weight, Expr rise, Expr decay, KernelSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        var x = equations.State("x", weight);
        var g = equations.State(name, weight);
        equations.Differential(x, -x / decay);
        equations.Differential(g, (x - g) / rise);
        var (weights, arrival) = equations.Arrival(weight);
        equations.On(arrival, x, x + (weights * size.FirstStage(rise, decay)));
        return g;
    }
}
