using System.Text;
using System.Text.RegularExpressions;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>
/// The page of a gallery in another language, README.zh.md beside README.md, with figures NAME.zh.svg beside NAME.svg: made of that page and its drawings, so
/// that nothing is run for it. Pictures (PNG) are the same in all languages.
/// </summary>
internal static partial class GalleryTranslation
{
    /// <summary>The page's file in a language.</summary>
    public static string PathIn(string folder, Language language) => Path.Combine(folder, $"README.{language.Code}.md");

    /// <summary>Writes it.</summary>
    /// <exception cref="UserErrorException">There is no gallery in the folder.</exception>
    public static void Write(string folder, Language language)
    {
        string page = Path.Combine(folder, "README.md");
        string translated = File.Exists(page) ? Of(File.ReadAllText(page).ReplaceLineEndings("\n"), language)
            : throw new UserErrorException($"{page}: there is no gallery to translate; 'neuropil gallery --out {folder}' makes it.");
        foreach (string drawing in Drawings(File.ReadAllText(page)))
        {
            string worded = DrawnWords.In(File.ReadAllText(Path.Combine(folder, drawing)), language);
            File.WriteAllText(Path.Combine(folder, Twin(drawing, language)), worded);
        }

        CompleteFile.Write(PathIn(folder, language), stream => stream.Write(Encoding.UTF8.GetBytes(translated)));
    }

    /// <summary>The drawings that a page shows.</summary>
    public static IEnumerable<string> Drawings(string page) => Drawing().Matches(page).Select(match => match.Groups["path"].Value);

    /// <summary>The file of a drawing in a language.</summary>
    public static string Twin(string drawing, Language language) => Path.ChangeExtension(drawing, $".{language.Code}.svg");

    /// <summary>The page in a language, line by line.</summary>
    public static string Of(string page, Language language)
    {
        bool isCode = false;
        return string.Join('\n', page.Split('\n').Select(line =>
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            return line.StartsWith("neuropil run ", StringComparison.Ordinal) ? $"{line} --language {language.Code}"
                : isCode || line.StartsWith("## ", StringComparison.Ordinal) ? line
                : line.StartsWith("# ", StringComparison.Ordinal) ? $"# {language.Text(line[2..])}\n\n[English](README.md)"
                : Framed().Match(line) is { Success: true } framed
                    ? framed.Groups["before"].Value + PrintedText.Of(language.Text(framed.Groups["text"].Value))
                        + Shown(framed.Groups["after"].Value, language)
                : line.Length > 0 && Origin().Match(line) is { Success: true } origin
                    ? $"{Code(origin.Groups["code"].Value, language)}{Source(origin.Groups["source"], language)}"
                : language.Text(line);
        }));
    }

    private static string Shown(string link, Language language) => Drawing().Replace(link, match => $"]({Twin(match.Groups["path"].Value, language)})");

    private static string Code(string link, Language language) => link.Length > 0 ? language.Format("Code: {0}. ", link) : "";

    private static string Source(Group source, Language language) => source.Success ? language.Format("Source: {0}", language.Text(source.Value)) : "";

    // A line of the contents, a question, a figure, a caption: the text, and what stands around it.
    [GeneratedRegex(@"^(?<before>- \[[^]]+\]\([^)]+\): |\*\*|!\[|\*(?!\*))(?<text>.*?)(?<after>|\*\*|\]\(figures/[^)]+\)|\*)$",
        RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Framed();

    [GeneratedRegex(@"^(Code: (?<code>\[[^]]+\]\([^)]+\))\.( |$))?(Source: (?<source>.*))?$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Origin();

    [GeneratedRegex(@"\]\((?<path>figures/[^)]+\.svg)\)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Drawing();
}
