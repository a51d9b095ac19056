namespace Neuropil;

/// <summary>A model that Neuropil comes with.</summary>
/// <param name="Name">The type's name in kebab case, <c>adaptive-exponential</c>.</param>
/// <param name="Kind">What it is a model of.</param>
/// <param name="Instance">One with its default parameters.</param>
public sealed record CatalogueModel(string Name, ModelKind Kind, object Instance)
{
    /// <summary>The type that declares it; its documentation has the equations' source and where the model differs from it.</summary>
    public Type Type => Instance.GetType();
}
