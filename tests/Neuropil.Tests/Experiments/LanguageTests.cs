using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Neuropil.Cli;
using Neuropil.Experiments;
using Neuropil.Tests.CommandLine;

namespace Neuropil.Tests.Experiments;

/// <summary>Reports in Chinese: every text has its twin, and what programs read has no language.</summary>
public sealed partial class LanguageTests
{
    // Texts that no source of ours holds as they are: headings and options of the command line's library, names of kinds, which are those of an enumeration,
    // and bounds, which are put together of short words.
    private static readonly HashSet<string> composed =
    [
        "Description:", "Usage:", "Arguments:", "Options:", "Commands:", "[options]", "[command]", "Show version information",
        "Show help and usage information", "Channel", "Mechanism", "Ion", "Receptor", "TransferFunction", "Source", "Plasticity", "spikes in {0}",
        "silent cells", "Rank {0}", "Required argument '{0}' missing for command: '{1}'.", "Required argument missing for option: '{0}'.", "a pure number",
        "Option '{0}' expects a single argument but {1} were provided.", "{0} must be at least {1}.", "{0} must be at most {1}.",
    ];

    // Kinds of parameters are called as quantities are.
    private static readonly HashSet<string> quantities = [.. typeof(Quantity).Assembly.GetExportedTypes()
        .Where(type => type.IsValueType && type.GetInterface(typeof(IQuantity<>).Name) is not null).Select(type => KebabCase.Of(type.Name).Replace('-', ' '))];

    private static readonly Language chinese = Language.Of("zh");

    public static TheoryData<string> ModelNames => [.. ModelCatalogue.All.Select(model => model.Name)];

    [Fact]
    public void Both_texts_of_a_pair_have_the_same_holes_and_no_text_has_two_twins()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, texts) in Language.Texts("zh"))
        {
            foreach (var (english, own) in texts)
            {
                Assert.True(TextTemplate.Holes(english).Order().SequenceEqual(TextTemplate.Holes(own).Distinct().Order()), $"{file}: holes of '{english}'");
                Assert.True(own.Trim().Length > 0, $"{file}: '{english}' is empty");
                string canonical = TextTemplate.Canonical(english);
                Assert.False(seen.TryGetValue(canonical, out string? other), $"{file} and {other}: '{english}'");
                seen.Add(canonical, file);
            }
        }
    }

    /// <summary>A pair whose English is not written any more is dead. What programs join of several pieces may stand there whole: it has to hold one.</summary>
    [Fact]
    public void Every_text_in_the_table_is_one_of_the_programs()
    {
        var gallery = File.ReadAllLines(Path.Combine(RepositoryFolder.Path, "docs", "gallery", "README.md")).Select(line => line.Trim('*')).ToHashSet();
        var whole = SourceTexts.All.Select(each => Sealed(each.Text)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string[][] pieces = [.. whole.Select(text => text.Split('\u0001')).Where(parts => parts.Sum(Signs) >= Language.FewestSigns)
            .Select(parts => Array.ConvertAll(parts, part => part.Trim()))];
        var lines = whole.SelectMany(text => text.Split('\n')).Select(line => line.Trim().TrimStart('#', '=')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var dead = Language.Texts("zh").SelectMany(file => file.Value.Select(text => (File: file.Key, text.Key)))
            .Where(text => !composed.Contains(text.Key) && !quantities.Contains(text.Key) && !gallery.Contains(text.Key)
                && Sealed(text.Key) is var english && !whole.Contains(english) && !lines.Contains(english)

                // What looks at every text for one comes last.
                && !ModelTexts.Has(text.Key)
                && !whole.Any(source => IsEnd(source, english))
                && !Array.Exists(pieces, parts => Holds(english, parts)))
            .Select(text => $"{text.File}: {text.Key}");
        RequireNone(dead);
    }

    [Fact]
    public void Every_text_that_a_report_or_an_error_shows_has_a_twin()
    {
        var missing = SourceTexts.All.Where(each => each.Shown && HasWords(each.Text)
            && !IsChinese(chinese.Text(Filled(Suggestions().Replace(each.Text, ".")))));
        RequireNone(missing.Select(each => $"{each.File}: {each.Text}"));
    }

    /// <summary>Names of models, formulas and sources stay; sentences do not.</summary>
    [Theory]
    [MemberData(nameof(ModelNames))]
    public void The_page_of_a_model_is_Chinese(string name)
    {
        Assert.True(IsChinese(chinese.Text(ModelCatalogue.ByName(name).Summary)), ModelCatalogue.ByName(name).Summary);
        string page = ModelPages.Html(ModelCatalogue.ByName(name), chinese.Text, "zh");
        Assert.Contains("<html lang=\"zh\">", page, StringComparison.Ordinal);
        string words = Event().Replace(WebUtility.HtmlDecode(Markup().Replace(Unseen().Replace(page, ""), "\n")), "");
        RequireNone(words.Split('\n').Where(line => !line.StartsWith("出处：", StringComparison.Ordinal) && EnglishSentence().IsMatch(line)));
        Assert.DoesNotContain(words.Split('\n'), line
            => line.Trim() is "name" or "symbol" or "default" or "meaning" or "none" or "yes" or "no" or "Parameters" or "Where" or "Start");
    }

    [Fact]
    public void A_text_is_found_with_any_values_in_its_holes()
    {
        Assert.Equal("K 200：过 5 个活动值的直线的 R^2", chinese.Text("K 200: R^2 of a straight line through 5 activities"));
        Assert.Equal("慢度", new TextTemplateProbe("slowness {0} of {1}", "慢度").Own("slowness 3 of 4"));
        Assert.Equal("Whatever nobody wrote.", chinese.Text("Whatever nobody wrote."));
    }

    [Theory]
    [InlineData("{0} of {1} checks", "3 of 4 checks", "3", "4")]
    [InlineData("from {0} to {1} Hz", "from -1 to 2 to 3 Hz", "-1", "2 to 3")]
    [InlineData("a {1} and {0}.", "a b and c and d.", "c and d", "b")]
    public void Holes_take_what_stands_between_the_words(string template, string text, params string[] values)
        => Assert.Equal(values, new TextTemplate(template, template).Match(TextTemplate.Canonical(text)));

    [Theory]
    [InlineData("{0} of {1} checks", "3 of 4 cheques")]
    [InlineData("the cell {0} fires", "the cell fires")]
    [InlineData("one {0} two", "one two")]
    public void What_is_not_made_from_a_template_does_not_match(string template, string text) => Assert.Null(new TextTemplate(template, template).Match(text));

    [Fact]
    public void A_report_is_Chinese_and_what_programs_read_is_not()
    {
        using var folder = new TemporaryFolder();
        var experiment = new NmdaBlockExperiment();
        Assert.Equal(0, CommandRun.Of(experiment, CancellationToken.None, "run", experiment.Name, "--out", folder["en"]).ExitCode);
        var run = CommandRun.Of(experiment, CancellationToken.None, "run", experiment.Name, "--out", folder["zh"], "--language", "zh");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("通过：", run.Output, StringComparison.Ordinal);
        string report = File.ReadAllText(folder["zh", "report.html"]);
        Assert.Contains("<html lang=\"zh\">", report, StringComparison.Ordinal);
        Assert.Contains("<h2>核对</h2>", report, StringComparison.Ordinal);
        Assert.Contains("--language zh", report, StringComparison.Ordinal);
        Assert.Contains("Microsoft YaHei", report, StringComparison.Ordinal);
        string words = Markup().Replace(Unseen().Replace(report, ""), "\n");
        RequireNone(words.Split('\n').Where(line => EnglishSentence().IsMatch(line)));

        using var english = JsonDocument.Parse(File.ReadAllText(folder["en", "summary.json"]));
        using var translated = JsonDocument.Parse(File.ReadAllText(folder["zh", "summary.json"]));
        foreach (string part in new[] { "checks", "parameters", "measurements", "files" })
        {
            bool isThere = english.RootElement.TryGetProperty(part, out var before);
            Assert.Equal(isThere, translated.RootElement.TryGetProperty(part, out var after));
            Assert.Equal(isThere ? before.GetRawText() : "", isThere ? after.GetRawText() : "");
        }

        foreach (string table in Directory.GetFiles(folder["en"], "*.csv"))
        {
            Assert.Equal(File.ReadAllText(table), File.ReadAllText(folder["zh", Path.GetFileName(table)]));
        }
    }

    [Fact]
    public void Help_and_lists_are_Chinese()
    {
        var experiment = new NmdaBlockExperiment();
        string help = CommandRun.Of(experiment, CancellationToken.None, "run", experiment.Name, "--help", "--language=zh").Output;
        Assert.Contains("选项：", help, StringComparison.Ordinal);
        Assert.DoesNotContain("Options:", help, StringComparison.Ordinal);
        Assert.Contains(chinese.Text(experiment.Question), help, StringComparison.Ordinal);
        string list = CommandRun.Of(experiment, CancellationToken.None, "--language", "zh", "list").Output;
        Assert.Contains(chinese.Text(experiment.Question), list, StringComparison.Ordinal);
        Assert.Contains("Options:", CommandRun.Of(experiment, CancellationToken.None, "run", experiment.Name, "--help").Output, StringComparison.Ordinal);
    }

    /// <summary>A default and its bounds are said in the language of the help, whatever the words of the option are.</summary>
    [Theory]
    [InlineData("conductance that nothing uses", "[默认：67 nS；至少 0 nS]")]
    [InlineData("probability of a spike per neuron and step", "[默认：0.02；至少 0，至多 1]")]
    [InlineData("time step", "时间步长 [默认：0.1 ms；大于 0 ms]")]
    public void What_is_to_be_typed_stays_and_what_is_said_of_it_does_not(string words, string expected)
    {
        string[] lines = CommandRun.Of("run", "spike-lottery", "--help", "--language", "zh").Output.Split('\n');
        Assert.Contains(lines, line => line.Contains(expected, StringComparison.Ordinal)
            && (line.Contains(words, StringComparison.Ordinal) || line.Contains(chinese.Text(words), StringComparison.Ordinal)));
    }

    [Fact]
    public void Kinds_of_values_are_Chinese_in_the_help()
    {
        Assert.All(quantities, quantity => Assert.True(IsChinese(chinese.Text(quantity)), quantity));
        foreach (string[] command in (string[][])
            [["run", "spike-lottery"], ["models"], ["bench"], ["validate"], ["gallery"], ["docs"], ["resume"], ["stop"], []])
        {
            string help = CommandRun.Of([.. command, "--help", "--language", "zh"]).Output;
            Assert.DoesNotContain(help.Split('\n'), line => Placeholder().IsMatch(line));
        }
    }

    /// <summary>A Chinese character takes two places of a terminal, by the count of a library that draws tables.</summary>
    [Fact]
    public void Columns_of_the_help_stand_below_each_other()
    {
        foreach (string[] command in (string[][])[["run", "spike-lottery"], ["resume"], ["stop"], ["validate"], []])
        {
            string[] lines = CommandRun.Of([.. command, "--help", "--language", "zh"]).Output.Split('\n');
            foreach (var list in lines.Select(line => Row().Match(line)).Where(row => row.Success).GroupBy(KindOf))
            {
                Assert.Single(list.Select(row => Spectre.Console.StringExtensions.GetCellWidth(row.Groups["name"].Value)).Distinct());
            }
        }

        Assert.DoesNotContain('\uE000', CommandRun.Of("run", "spike-lottery", "--help", "--language", "zh").Output);

        // An option, an argument or a command.
        static char KindOf(Match row) => row.Groups["mark"].Value[0] is ('-' or '<') and var mark ? mark : 'a';
    }

    [Fact]
    public void Benchmarks_are_described_in_Chinese_and_keep_their_names()
    {
        Assert.All(Neuropil.Benchmarks.Measurements.All, each => Assert.True(IsChinese(chinese.Text(each.Description)), each.Description));
        using var output = new StringWriter();
        NeuropilCommand.Run(["bench", "--help", "--language", "zh"], new CommandEnvironment
        {
            Catalogue = new Catalogue([], Neuropil.Benchmarks.Measurements.All), Output = output, Error = output,
        });
        Assert.All(Neuropil.Benchmarks.Measurements.All,
            each => Assert.Contains($" {each.Name}：{chinese.Text(each.Description)}", output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_language_that_there_is_not_is_refused_by_name()
        => Assert.Equal("error: --language: \"fr\" is no language; expected en or zh.", CommandRun.Of("list", "--language", "fr").OneLineError());

    /// <summary>The page in Chinese is what the one in English becomes: made anew after a change of either, by <c>neuropil gallery --language zh</c>.</summary>
    [Fact]
    public void The_gallery_has_its_twin()
    {
        string folder = Path.Combine(RepositoryFolder.Path, "docs", "gallery");
        string page = GalleryTranslation.Of(File.ReadAllText(Path.Combine(folder, "README.md")).ReplaceLineEndings("\n"), chinese);
        Assert.Equal(page, File.ReadAllText(GalleryTranslation.PathIn(folder, chinese)).ReplaceLineEndings("\n"));
        string[] drawings = [.. GalleryTranslation.Drawings(File.ReadAllText(Path.Combine(folder, "README.md")))];
        Assert.All(drawings, drawing => Assert.Equal(
            DrawnWords.In(File.ReadAllText(Path.Combine(folder, drawing)), chinese),
            File.ReadAllText(Path.Combine(folder, GalleryTranslation.Twin(drawing, chinese)))));
        Assert.Equal(drawings.Length, Directory.GetFiles(Path.Combine(folder, "figures"), "*.zh.svg", SearchOption.AllDirectories).Length);
        var english = Fenced().Replace(page, "").Split('\n').Where(line => !line.StartsWith("代码", StringComparison.Ordinal)
            && !line.StartsWith("出处", StringComparison.Ordinal) && EnglishSentence().IsMatch(Links().Replace(line, "")));
        RequireNone(english);
    }

    // All of them at once, in full: they are mended together.
    private static void RequireNone(IEnumerable<string> faults)
    {
        string list = string.Join('\n', faults);
        Assert.True(list.Length == 0, list);
    }

    private static string Sealed(string template) => Hole().Replace(TextTemplate.Canonical(template), "\u0001").Trim();

    // An error follows the name of the option that it is about, and a suggestion may follow the error.
    private static bool IsEnd(string source, string text) => source.Contains(text, StringComparison.OrdinalIgnoreCase) && Signs(text) >= Language.FewestSigns
        && source.IndexOf(text, StringComparison.OrdinalIgnoreCase) is > 0 and var at && source[at - 1] is ' ' or '\u0001';

    private static int Signs(string text) => text.Count(sign => !char.IsWhiteSpace(sign));

    private static bool Holds(string text, string[] parts)
    {
        int from = 0;
        foreach (string part in parts)
        {
            int at = text.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            from = at + part.Length;
        }

        return true;
    }

    private static string Filled(string template) => Hole().Replace(template, "7");

    private static bool HasWords(string template) => Words().IsMatch(OptionName().Replace(Hole().Replace(template, " "), " "));

    private static bool IsChinese(string text) => text.Any(sign => sign is >= '\u4e00' and <= '\u9fff');

    // What an option takes; choices, with a bar between, are to be typed.
    [GeneratedRegex(@"^  .*(<[a-z /]+>|\[options\])")]
    private static partial Regex Placeholder();

    // A row of a list of options, arguments or commands: its name with the blanks behind it, and what it is.
    [GeneratedRegex(@"^(?<name>  (?<mark>[-<a-z])[^ ].*? {2,})(?<text>\S.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\.\{\d+\}$")]
    private static partial Regex Suggestions();

    // What a text of synapses is written with.
    [GeneratedRegex("on [a-z ]*spike[^:：]*:")]
    private static partial Regex Event();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex OptionName();

    // Names of receptors, symbols and units need no translation.
    [GeneratedRegex(@"(?<![\p{L}_^(])(?!exp|sqrt|log|sigma|theta|lambda|alpha|tau|rho|phi|chi|gamma|delta)[a-z]{4,}(?![\p{L}_(])")]
    private static partial Regex Words();

    [GeneratedRegex(
        "<(?<tag>style|desc|title|pre|code)[^>]*>.*?</\\k<tag>>|<p class=\"(source|name)\">.*?</p>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Markup();

    // Three small words in a row are a piece of a sentence; names of authors and journals are not.
    [GeneratedRegex(@"(?<![\p{L}-])[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![\p{L}-])")]
    private static partial Regex EnglishSentence();

    [GeneratedRegex("\n```.*?\n```", RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\]\([^)]*\)|`[^`]*`")]
    private static partial Regex Links();

    private sealed record TextTemplateProbe(string English, string Other)
    {
        public string Own(string text)
        {
            var template = new TextTemplate(English, Other);
            return template.Match(text) is { } values ? template.Filled(values) : text;
        }
    }
}
