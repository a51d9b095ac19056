namespace Neuropil.Descriptions;

/// <summary>Everything that a page about a model says: what it is, its equations, its parameters, its source and where it differs from it.</summary>
internal sealed class ModelPage
{
    private const string Limits = "Quotients such as x/(e^x - 1) have their limit, here 1, where x is 0.";

    private ModelPage(CatalogueModel model, XmlDocumentation documentation, Func<string, string> translate)
    {
        Model = model;
        Translate = translate;
        Summary = documentation.Summary(model.Declaration.GetType()) ?? model.Summary;
        Remarks = documentation.Remarks(model.Declaration.GetType()) ?? "";
        var host = model.Declaration.Equations();
        var meanings = ParameterTable.Meanings(model.Declaration, documentation, host);
        var equations = host is null ? null : EquationList.Of(host, meanings.GetValueOrDefault);
        Groups = equations?.Groups() ?? [];
        Parameters = ParameterTable.Of(model.Declaration, documentation, host, parameter => equations is null ? null : equations.Names.Of(Expr.Of(parameter)));
        Notes =
        [
            .. host?.Notes ?? ["It has no equations."],
            .. host is not null && HasLimits(host.System) ? [Limits] : Array.Empty<string>(),
            .. documentation.MissingFor(model.Declaration.GetType()) is { } missing ? [NoDocumentation(missing)] : Array.Empty<string>(),
        ];
    }

    /// <summary>The model.</summary>
    public CatalogueModel Model { get; }

    /// <summary>What each text of the page becomes where it is written; the texts here are as they were declared.</summary>
    public Func<string, string> Translate { get; }

    /// <summary>The documentation's summary.</summary>
    public string Summary { get; }

    /// <summary>The documentation's remarks: conventions, defaults, deviations from the source.</summary>
    public string Remarks { get; }

    /// <summary>The equations.</summary>
    public IReadOnlyList<EquationGroup> Groups { get; }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<ParameterRow> Parameters { get; }

    /// <summary>What a reader of the equations must know.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The page of a model.</summary>
    public static ModelPage Of(CatalogueModel model, XmlDocumentation documentation, Func<string, string>? translate = null)
        => new(model, documentation, translate ?? (text => text));

    private static string NoDocumentation(string file)
        => $"The documentation file {file} is not beside the {(file == "Neuropil.xml" ? "library" : "program")}, "
            + "so that source, deviations and meanings are missing here.";

    private static bool HasLimits(EquationSystem equations) => equations.States.Select(state => state.Derivative).Concat(equations.Intermediates.Values)
        .SelectMany(Dependence.Nodes).Any(node => node is OperationExpr { Operator: Operator.Bernoulli or Operator.Exprel });
}
