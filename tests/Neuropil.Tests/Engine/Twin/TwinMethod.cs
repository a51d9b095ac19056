namespace Neuropil.Tests.Engine.Twin;

/// <summary>How a <see cref="TwinCell"/> advances the cell's equations.</summary>
public enum TwinMethod
{
    ForwardEuler,
    ExponentialEuler,
    RungeKutta4,
}
