namespace Neuropil;

/// <summary>What every typed quantity (<c>Voltage</c>, <c>Conductance</c>, ...) offers: a value in SI units and a dimension that its type fixes.</summary>
/// <typeparam name="TSelf">The typed quantity itself.</typeparam>
public interface IQuantity<TSelf>
    where TSelf : struct, IQuantity<TSelf>
{
    /// <summary>The dimension all values of this type share.</summary>
    static abstract Dimension Dimension { get; }

    /// <summary>The value in SI units.</summary>
    double SiValue { get; }

    /// <summary>The quantity whose value in SI units is <paramref name="value"/>.</summary>
    static abstract TSelf FromSi(double value);
}
