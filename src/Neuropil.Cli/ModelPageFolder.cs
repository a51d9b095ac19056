using System.Net;
using System.Text;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>How a page about a model is written, and how its file ends.</summary>
internal sealed record PageFormat(string Name, string Ending, Func<CatalogueModel, Language, string> Write);

/// <summary>
/// The pages of all models in a folder, a file each; in HTML with one, index.html, that lists them by kind, and to which they lead back. Where the folder is
/// part of a site, <c>--home</c> names its start page, and all lead there too.
/// </summary>
internal static class ModelPageFolder
{
    private const string Body = "<body>\n";

    // Pages of models keep defaults with their units on one line in the third column; here it has sources, which are long.
    private const string ListStyle = "td:nth-child(3){white-space:normal}"
        + "@media(min-width:40rem){td:first-child{min-width:11rem}td:nth-child(2){min-width:14rem}td:nth-child(3){min-width:10rem}}";

    /// <summary>Writes them.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public static int Write(CommandEnvironment environment, PageFormat format, string folder, string? home)
    {
        bool isHtml = format.Name == "html";
        var language = environment.Language;
        string back = isHtml ? Back(language, home, isModel: true) : "";
        try
        {
            foreach (var model in ModelCatalogue.All)
            {
                string page = format.Write(model, language);
                Save(Path.Combine(folder, $"{model.Name}.{format.Ending}"), isHtml ? page.Replace(Body, Body + back, StringComparison.Ordinal) : page);
            }

            if (isHtml)
            {
                Save(Path.Combine(folder, "index.html"), Index(language, home));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserErrorException($"--out: {OneLine.Quote(folder)} cannot be written: {error.Message}", error);
        }

        environment.Output.WriteLine($"{folder}: {ModelCatalogue.All.Count} models");
        return ExitCodes.Success;
    }

    // A page that is not alone says where it belongs, above its heading.
    private static string Back(Language language, string? home, bool isModel)
    {
        string start = home is null ? "" : $"<a href=\"{WebUtility.HtmlEncode(home)}\">Neuropil</a>";
        string models = isModel ? $"<a href=\"index.html\">{language.Text("Models")}</a>" : "";
        string between = start.Length > 0 && models.Length > 0 ? " / " : "";
        return start.Length + models.Length == 0 ? "" : $"<nav>{start}{between}{models}</nav>\n";
    }

    private static void Save(string path, string page) => CompleteFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));

    private static string Index(Language language, string? home)
    {
        string title = language.Text("Models");
        string about = language.Text("Each page has equations, parameters with units and defaults, and the source.");
        var page = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{language.Code}\">\n<head>\n<meta charset=\"utf-8\">\n"
            + $"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n"
            + $"<style>{ModelPages.HtmlStyle}{ListStyle}</style>\n"
            + $"</head>\n{Body}{Back(language, home, isModel: false)}<h1>{title}</h1>\n<p>{about} "
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
