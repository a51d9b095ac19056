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
    /// <param name="model">The model.</param>
    /// <param name="translate">What each sentence, heading and meaning is to become, for a page in another language; null leaves them as they are.</param>
    public static string Text(CatalogueModel model, Func<string, string>? translate = null) => TextPage.Write(Page(model, translate));

    /// <summary>The page in LaTeX.</summary>
    public static string Latex(CatalogueModel model) => LatexPage.Write(Page(model, translate: null));

    /// <summary>The page in HTML, with formulas in MathML.</summary>
    /// <param name="model">The model.</param>
    /// <param name="translate">As for <see cref="Text"/>.</param>
    /// <param name="language">The code of the page's language, <c>zh</c>, for browsers and screen readers.</param>
    public static string Html(CatalogueModel model, Func<string, string>? translate = null, string language = "en")
        => HtmlPage.Write(Page(model, translate), language);

    /// <summary>The style of these pages, for one that stands beside them.</summary>
    public static string HtmlStyle => HtmlPage.Style;

    private static ModelPage Page(CatalogueModel model, Func<string, string>? translate) => ModelPage.Of(model, XmlDocumentation.BesideAssemblies(), translate);
}
