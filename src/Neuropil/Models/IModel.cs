namespace Neuropil;

/// <summary>
/// A model, or a part of one with parameters of its own. It says of itself what the catalogue, pages and names of parameters need to know; each family of
/// models (cells, channels, ions, receptors, ...) says it once for all its members, those of a user included.
/// </summary>
/// <remarks>
/// A model that wants to say something else than its family names this interface again: <c>sealed record Special : Mechanism, IModel { ModelKind IModel.Kind =>
/// ...; }</c>.
/// </remarks>
public interface IModel
{
    /// <summary>What it is.</summary>
    ModelKind Kind { get; }

    /// <summary>The same model again, as a new object; for records <c>this with { }</c>.</summary>
    IModel Copy();

    /// <summary>The smallest cell that has the model: the cell itself, or a membrane with it and the ions that it requires; null where there is none.</summary>
    Neuron? ExampleCell();

    /// <summary>The equations of the model by itself, for a page about it; null for a model that has none.</summary>
    ModelEquations? Equations();
}
