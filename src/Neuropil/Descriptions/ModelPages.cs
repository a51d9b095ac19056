using Neuropil.Descriptions;

namespace Neuropil;

/// <summary>
/// The page of a model of the <see cref="ModelCatalogue"/>, made from its declaration: equations as in a paper, parameters with units and defaults, source, and where it differs from it.
/// </summary>
public static class ModelPages
{
    /// <summary>The page as plain text.</summary>
    public static string Text(CatalogueModel model) => TextPage.Write(Of(model));

    /// <summary>The page as a LaTeX document.</summary>
    public static string Latex(CatalogueModel model) => LatexPage.Write(Of(model));

    /// <summary>The page as one HTML file that needs nothing else.</summary>
    public static string Html(CatalogueModel model) => HtmlPage.Write(Of(model));

    private static ModelPage Of(CatalogueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ModelPage.Of(model, XmlDocumentation.OfLibrary());
    }
}
