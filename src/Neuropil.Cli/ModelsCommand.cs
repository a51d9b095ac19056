using System.CommandLine;
using Neuropil.Experiments;
using Spectre.Console;

namespace Neuropil.Cli;

/// <summary><c>neuropil models [NAME]</c>: all models, or the equations and parameters of one, from its declaration.</summary>
internal static class ModelsCommand
{
    private static readonly PageFormat[] formats =
    [
        new("text", "txt", (model, language) => ModelPages.Text(model, language.Text)),
        new("latex", "tex", (model, _) => ModelPages.Latex(model)), // TeX has no Chinese signs unless a document loads them
        new("html", "html", (model, language) => ModelPages.Html(model, language.Text, language.Code)),
    ];

    public static Command Create(CommandEnvironment environment)
    {
        var name = new Argument<string?>("name") { Description = "a model; a list of all when none is named", Arity = ArgumentArity.ZeroOrOne };
        var format = new ValueOption("--format", "text|latex|html", "how equations are written", "text");
        var output = new Option<string>("--out")
        {
            HelpName = "file", Description = "write the page into this file instead of showing it; without a name, the pages of all models into this folder",
        };
        var home = new Option<string>("--home")
        {
            HelpName = "address",
            Description = "with the pages of all models in HTML: the start page of the site that they are part of, to which they lead back",
        };
        var command = new SingleProcessCommand("models", "List all models, or print the equations, parameters and source of one")
        {
            name, format, output, home,
        };
        command.SetAction(parsed =>
        {
            string? start = parsed.Text(home);
            if (start is not null && (parsed.GetValue(name) is not null || parsed.Text(format) != "html" || parsed.Text(output) is null))
            {
                throw new UserErrorException("--home: it is for the pages of all models, and needs --format html and --out.");
            }

            if (parsed.GetValue(name) is not { } chosen)
            {
                return (parsed.Text(format), parsed.Text(output)) switch
                {
                    (null, null) => List(environment),
                    ({ } all, { } folder) => ModelPageFolder.Write(environment, FormatOf(all), folder, start),
                    _ => throw new UserErrorException(
                        "models: --format and --out need the name of a model, which 'neuropil models' lists, or each other, for the pages of all."),
                };
            }

            var model = Find(chosen, environment.Language);
            string page = FormatOf(parsed.Text(format) ?? "text").Write(model, environment.Language);
            Show(environment, page, parsed.Text(output));
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>The word for several models of a kind.</summary>
    public static string Plural(ModelKind kind)
        => kind switch
        {
            ModelKind.TransferFunction => "transfer functions",
            ModelKind.Plasticity => "plasticities",
            _ => $"{kind.ToString().ToLowerInvariant()}s",
        };

    private static CatalogueModel Find(string name, Language language)
    {
        try
        {
            return ModelCatalogue.ByName(name);
        }
        catch (UnknownNameException error)
        {
            // What is not there is said by kind: a name that is near none may be a word for what there is by another.
            var kinds = ModelCatalogue.All.GroupBy(each => each.Kind).Select(kind
                => language.IsEnglish ? $"{kind.Count()} {Plural(kind.Key)}" : $"{language.Format(kind.Key.ToString())} {kind.Count()}");
            string there = language.Format("There are {0}; 'neuropil models' lists them.", string.Join(language.Format(", "), kinds));
            string near = Suggestion.For(name, [.. ModelCatalogue.All.Select(each => each.Name)]);
            throw new UserErrorException(
                language.IsEnglish ? $"there is no model {OneLine.Quote(name)}.{near} {there}"
                    : language.Text($"there is no model {OneLine.Quote(name)}.") + language.Text(near.Trim()) + there, error);
        }
    }

    private static PageFormat FormatOf(string name)
        => Array.Find(formats, each => each.Name == name)
            ?? throw new UserErrorException($"--format: {OneLine.Quote(name)} is no format.{Suggestion.For(name, [.. formats.Select(each => each.Name)])}");

    private static void Show(CommandEnvironment environment, string page, string? path)
    {
        if (path is null)
        {
            environment.Output.Write(page);
            return;
        }

        try
        {
            CompleteFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(page)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserErrorException($"--out: {OneLine.Quote(path)} cannot be written: {error.Message}", error);
        }

        environment.Output.WriteLine(path);
    }

    private static int List(CommandEnvironment environment)
    {
        var language = environment.Language;
        var table = new Table().Border(TableBorder.SimpleHeavy).AddColumns([.. new[] { "model", "kind", "what it is", "source" }.Select(language.Text)]);
        foreach (var model in ModelCatalogue.All)
        {
            string kind = language.IsEnglish ? model.Kind.ToString().ToLowerInvariant() : language.Format(model.Kind.ToString());
            table.AddRow(new Text(model.Name), new Text(kind), new Text(language.Text(model.Summary)), new Text(model.Source));
        }

        Tables.Write(environment, table);
        return ExitCodes.Success;
    }
}
