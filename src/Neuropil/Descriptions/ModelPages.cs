using Neuropil.Descriptions;

namespace Neuropil;

/// <summary>
/// Pages about models: equations as a paper has them, parameters with units and meanings, source and deviations, all from the declaration and its
/// documentation. Any model has one, those of a user too: <c>ModelPages.Text(new CatalogueModel(new MyChannel(), "A slow current.", "Lab notes"))</c>.
/// </summary>
/// <remarks>
/// Meanings come from the XML file of documentation beside the assembly in which a model is written; a project has it with <c>GenerateDocumentationFile</c>.
/// Without it the names of properties stand in their place.
/// </remarks>
public static class ModelPages
{
    /// <summary>The page as plain text.</summary>
    public static string Text(CatalogueModel model) => TextPage.Write(Page(model));

    /// <summary>The page in LaTeX.</summary>
    public static string Latex(CatalogueModel model) => LatexPage.Write(Page(model));

    /// <summary>The page in HTML, with formulas in MathML.</summary>
    public static string Html(CatalogueModel model) => HtmlPage.Write(Page(model));

    /// <summary>The style of these pages, for one that stands beside them.</summary>
    public static string HtmlStyle => HtmlPage.Style;

    private static ModelPage Page(CatalogueModel model) => ModelPage.Of(model, XmlDocumentation.BesideAssemblies());
}
