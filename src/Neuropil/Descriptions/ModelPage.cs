using System.Text.RegularExpressions;

namespace Neuropil.Descriptions;

/// <summary>Everything that a page about a model says: what it is, its equations, its parameters, its source and where it differs from it.</summary>
internal sealed partial class ModelPage
{
    private const string NoDocumentation = "The documentation file Neuropil.xml is not beside the library, so that source, deviations and meanings are missing here.";

    private ModelPage(CatalogueModel model, XmlDocumentation documentation)
    {
        Model = model;
        Summary = documentation.Summary(model.Type) ?? "";
        Remarks = documentation.Remarks(model.Type) ?? "";
        Sentence = FirstSentence(Summary);
        Source = SourceIn(Summary) ?? SourceIn(Remarks) ?? "";
        var host = ModelHost.Of(model);
        var meanings = ParameterTable.Meanings(model.Instance, documentation);
        var equations = host is null ? null : EquationList.Of(host, meanings.GetValueOrDefault);
        Groups = equations?.Groups() ?? [];
        Parameters = ParameterTable.Of(model.Instance, documentation, host, parameter => equations is null ? null : equations.Names.Of(Expr.Of(parameter)));
        Notes = [.. host?.Notes ?? ["It has no equations."], .. documentation.Exists ? Array.Empty<string>() : [NoDocumentation]];
    }

    /// <summary>The model.</summary>
    public CatalogueModel Model { get; }

    /// <summary>The documentation's summary.</summary>
    public string Summary { get; }

    /// <summary>The documentation's remarks: conventions, defaults, deviations from the source.</summary>
    public string Remarks { get; }

    /// <summary>What the model is, in a few words.</summary>
    public string Sentence { get; }

    /// <summary>The paper that the summary or the remarks name first; empty where there is none.</summary>
    public string Source { get; }

    /// <summary>The equations.</summary>
    public IReadOnlyList<EquationGroup> Groups { get; }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<ParameterRow> Parameters { get; }

    /// <summary>What a reader of the equations must know.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The page of a model.</summary>
    public static ModelPage Of(CatalogueModel model, XmlDocumentation documentation) => new(model, documentation);

    private static string FirstSentence(string text)
    {
        string sentence = EndOfSentence().Split(text, 2)[0];
        return sentence.Trim().TrimEnd('.');
    }

    // A parenthesis with a year is a citation: "(Brette and Gerstner 2005, ...)"; or its authors stand before it: "of Brette et al. (2007, ...)".
    private static string? SourceIn(string text)
    {
        var match = Citation().Match(text);
        return !match.Success ? null : $"{match.Groups["authors"].Value}{match.Groups["inside"].Value}".Trim();
    }

    [GeneratedRegex(@"[:;]\s|\.\s| \((?=[^)]*(1[789]|20)\d\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndOfSentence();

    [GeneratedRegex(@"(?<authors>(?:\p{Lu}[\p{L}-]+(?:, | and | et al\. | ))+)?\((?<inside>[^()]*\b(1[789]|20)\d\d\b[^()]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Citation();
}
