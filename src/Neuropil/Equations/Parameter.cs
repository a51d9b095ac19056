namespace Neuropil;

/// <summary>A parameter of a model.</summary>
public abstract partial class Parameter
{
    private protected Parameter(Dimension dimension) => Dimension = dimension;

    /// <summary>The dimension of the value.</summary>
    public Dimension Dimension { get; }
}
