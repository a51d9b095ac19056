using System.Text;
using System.Text.RegularExpressions;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>
/// The page of a gallery, README.md in a folder: a section for each experiment with its question, answer, figures and command, in the order of the catalogue,
/// and one for each example of the project with what it draws. A section is written anew and the others stay. Figures lie in figures/EXPERIMENT/.
/// </summary>
internal sealed partial class GalleryPage
{
    /// <summary>Drawings that are larger become pictures, so that the page can be loaded: a raster of many thousand spikes.</summary>
    public const int LargestDrawing = 150_000;

    private const string Title = "# Gallery\n";
    private const string Heading = "## ";
    private const string Figures = "figures";
    private const double DotsPerInch = 150;
    private readonly string folder;
    private readonly Catalogue catalogue;
    private readonly Dictionary<string, string> sections;

    private GalleryPage(string folder, Catalogue catalogue, Dictionary<string, string> sections)
        => (this.folder, this.catalogue, this.sections) = (folder, catalogue, sections);

    /// <summary>The page's file.</summary>
    public string Path => PathIn(folder);

    /// <summary>How many experiments it shows.</summary>
    public int Experiments => Shown().Count();

    /// <summary>The page of a folder, with what it shows already.</summary>
    /// <exception cref="UserErrorException">The folder has another page of that name.</exception>
    public static GalleryPage In(string folder, Catalogue catalogue)
    {
        if (!File.Exists(PathIn(folder)))
        {
            return new GalleryPage(folder, catalogue, []);
        }

        string page = File.ReadAllText(PathIn(folder)).ReplaceLineEndings("\n");
        return page.StartsWith(Title, StringComparison.Ordinal)
            ? new GalleryPage(folder, catalogue, Sections(page))
            : throw new UserErrorException($"{PathIn(folder)} is no gallery, and would be lost: name another folder with --out.");
    }

    /// <summary>Shows what an experiment found, in place of what it showed of it.</summary>
    public void Show(Experiment experiment, ExperimentResult result)
    {
        string own = Cleared(experiment.Name);
        var section = new StringBuilder($"{Heading}{experiment.Name}\n\n**{experiment.Question}**\n\n");
        if (result.Answer.Length > 0)
        {
            section.Append($"{PrintedText.Of(result.Answer)}\n\n");
        }

        foreach (var figure in result.Figures)
        {
            string file = Draw(figure.Name, figure.Figure.ToSvg(), own);
            section.Append($"![{figure.Title}]({Figures}/{experiment.Name}/{file})\n\n*{PrintedText.Of(figure.Caption)}*\n\n");
        }

        section.Append($"```\nneuropil run {experiment.Name}\n```\n\n{Code(experiment)}Source: {PrintedText.Of(experiment.Source)}\n");
        sections[experiment.Name] = section.ToString();
        Write();
    }

    /// <summary>Runs an example, and shows what it draws; what it prints, where it draws nothing.</summary>
    /// <exception cref="UserErrorException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Show(GalleryExample example, CancellationToken cancellation)
    {
        var (drawings, printed) = example.Run(cancellation);
        string own = Cleared(example.Name);
        var section = new StringBuilder($"{Heading}{example.Name}\n\n**{example.About}**\n\n");
        foreach (var (name, svg) in drawings)
        {
            section.Append($"![{example.Name}: {name}]({Figures}/{example.Name}/{Draw(name, svg, own)})\n\n");
        }

        section.Append(drawings.Count > 0 ? "" : $"```text\n{printed.TrimEnd()}\n```\n\n");
        string relative = System.IO.Path.GetRelativePath(System.IO.Path.GetFullPath(folder), example.Path).Replace('\\', '/');
        section.Append($"```\ndotnet run examples/{example.File}\n```\n\nCode: [{example.File}]({relative}).\n");
        sections[example.Name] = section.ToString();
        Write();
    }

    // The folder of a section's figures, without those that it showed.
    private string Cleared(string name)
    {
        string own = System.IO.Path.Combine(folder, Figures, name);
        Directory.CreateDirectory(own);
        foreach (Match drawn in FigureLink().Matches(sections.GetValueOrDefault(name, "")))
        {
            File.Delete(System.IO.Path.Combine(folder, drawn.Groups["path"].Value));
        }

        return own;
    }

    [GeneratedRegex(@"\]\((?<path>figures/[^)]+)\)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex FigureLink();

    private static string PathIn(string folder) => System.IO.Path.Combine(folder, "README.md");

    private static Dictionary<string, string> Sections(string page)
        => ("\n" + page).Split("\n" + Heading).Skip(1)
            .ToDictionary(section => section[..section.IndexOf('\n', StringComparison.Ordinal)], section => Heading + section.TrimEnd() + "\n");

    private static string Draw(string name, string svg, string own)
    {
        if (Encoding.UTF8.GetByteCount(svg) <= LargestDrawing)
        {
            File.WriteAllText(System.IO.Path.Combine(own, name + ".svg"), svg);
            return name + ".svg";
        }

        File.WriteAllBytes(System.IO.Path.Combine(own, name + ".png"), FigureConverter.Convert(svg, FigureFormat.Png, DotsPerInch));
        return name + ".png";
    }

    // Where the gallery lies in the source of the project, a section shows the way to the code that made it.
    private string Code(Experiment experiment)
    {
        string file = experiment.GetType().Name + ".cs";
        for (var above = new DirectoryInfo(System.IO.Path.GetFullPath(folder)); above is not null; above = above.Parent)
        {
            string source = System.IO.Path.Combine(above.FullName, "src", "Neuropil.Experiments");
            if (Directory.Exists(source) && Directory.EnumerateFiles(source, file, SearchOption.AllDirectories).FirstOrDefault() is { } found)
            {
                string relative = System.IO.Path.GetRelativePath(System.IO.Path.GetFullPath(folder), found).Replace('\\', '/');
                return $"Code: [{file}]({relative}). ";
            }
        }

        return "";
    }

    private IEnumerable<string> Shown() => catalogue.Experiments.Select(experiment => experiment.Name).Where(sections.ContainsKey);

    private IEnumerable<string> ShownExamples() => sections.Keys.Where(GalleryExample.IsName).Order(StringComparer.Ordinal);

    // What a section asks or says in bold.
    private string About(string name) => catalogue.Experiments.FirstOrDefault(each => each.Name == name)?.Question
        ?? sections[name].Split("**")[1];

    // A page is replaced as a whole, so that a program that is killed leaves the one before.
    private void Write()
    {
        string[] shown = [.. Shown(), .. ShownExamples()];
        string contents = string.Concat(shown.Select(name => $"- [{name}](#{name}): {About(name)}\n"));
        string page = $"""
            {Title}
            Every figure that the experiments of Neuropil draw with their default parameters, and its examples. `neuropil gallery` makes this page.

            {contents}
            {string.Join("\n", shown.Select(name => sections[name]))}
            """;
        CompleteFile.Write(Path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }
}
