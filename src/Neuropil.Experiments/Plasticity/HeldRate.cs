namespace Neuropil.Experiments;

/// <summary>A unit whose activity <c>r</c>, a pure number, is what it was set to last: an input that the experiment holds, or a cell whose drive does not
/// count.</summary>
internal sealed record HeldRate : Neuron
{
    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        var r = equations.State("r", Dimension.None);
        equations.DeclareDrive(Dimension.None); // couplings may reach it, and change nothing
        equations.Update(r, r);
    }
}
