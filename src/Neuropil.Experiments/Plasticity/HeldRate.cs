namespace Neuropil.Experiments;

/// <summary>A unit whose activity <c>r</c>, a pure number, is what it was set to last: an input that the experiment holds.</summary>
internal sealed record HeldRate : Neuron
{
    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        var r = equations.State("r", Dimension.None);
        equations.Update(r, r);
    }
}
