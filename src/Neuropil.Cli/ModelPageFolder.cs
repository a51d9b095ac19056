using System.Net;
using System.Text;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>How a page about a model is written, and how its file ends.</summary>
internal sealed record PageFormat(string Name, string Ending, Func<CatalogueModel, Language, string> Write);

/// <summary>The pages of all models in a folder, a file each; in HTML with one, index.html, that lists them by kind.</summary>
internal static class ModelPageFolder
{
    /// <summary>Writes them.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public static int Write(CommandEnvironment environment, PageFormat format, string folder)
    {
        try
        {
            foreach (var model in ModelCatalogue.All)
            {
                Save(Path.Combine(folder, $"{model.Name}.{format.Ending}"), format.Write(model, environment.Language));
            }

            if (format.Name == "html")
            {
                Save(Path.Combine(folder, "index.html"), Index(environment.Language));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserErrorException($"--out: {OneLine.Quote(folder)} cannot be written: {error.Message}", error);
        }

        environment.Output.WriteLine($"{folder}: {ModelCatalogue.All.Count} models");
        return ExitCodes.Success;
    }

    private static void Save(string path, string page) => CompleteFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));

    private static string Index(Language language)
    {
        string title = language.Text("Models");
        string about = language.Text("Each page has equations, parameters with units and defaults, and the source.");
        var page = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{language.Code}\">\n<head>\n<meta charset=\"utf-8\">\n"
            + $"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{ModelPages.HtmlStyle}</style>\n"
            + $"</head>\n<body>\n<h1>{title}</h1>\n<p>{about} "
            + $"{language.Format("{0} shows it as text.", "<code>neuropil models NAME</code>")}</p>\n");
        foreach (var kind in ModelCatalogue.All.GroupBy(model => model.Kind))
        {
            page.Append($"<h2>{(language.IsEnglish ? ModelsCommand.Plural(kind.Key) : language.Format(kind.Key.ToString()))}</h2>\n<table>\n");
            foreach (var model in kind)
            {
                page.Append($"<tr><td><a href=\"{model.Name}.html\">{model.Name}</a></td><td>{WebUtility.HtmlEncode(language.Text(model.Summary))}</td>"
                    + $"<td>{WebUtility.HtmlEncode(model.Source)}</td></tr>\n");
            }

            page.Append("</table>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }
}
