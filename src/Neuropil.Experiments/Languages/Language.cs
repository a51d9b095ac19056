using System.Collections.Concurrent;
using System.Text.Json;

namespace Neuropil.Experiments;

/// <summary>
/// The language of what people read: reports, figures, tables and help. Programs are written in English, and their finished texts are looked up, whole or as
/// a template with holes (<c>Cells fire at {0} Hz.</c>), so that whoever writes an experiment has nothing to do for it. What has no translation stays as it
/// is. What other programs read (<c>summary.json</c>, headers of tables of numbers, names of files and options) has no language.
/// </summary>
public sealed class Language
{
    /// <summary>A template of fewer signs would match what was not made from it, and is looked up whole only.</summary>
    internal const int FewestSigns = 8;

    private const string Folder = ".Languages.";
    private readonly Dictionary<string, string> whole = new(StringComparer.Ordinal);
    private readonly TextTemplate[] templates;
    private readonly ConcurrentDictionary<string, string> said = new(StringComparer.Ordinal);

    private Language(string code, IReadOnlyCollection<KeyValuePair<string, string>> texts)
    {
        Code = code;
        foreach (var (english, own) in texts)
        {
            whole[TextTemplate.Canonical(english)] = own;
        }

        // The template that says most of a text is the one that it was made from.
        templates = [.. texts.Where(text => text.Key.Contains('{', StringComparison.Ordinal)).Select(text => new TextTemplate(text.Key, text.Value))
            .Where(template => template.Signs >= FewestSigns).OrderByDescending(template => template.Signs)];
    }

    /// <summary>The language of the programs.</summary>
    public static Language English { get; } = new("en", []);

    /// <summary>The codes of all languages, <c>en</c> first.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["en", "zh"];

    /// <summary>Its code: <c>en</c>, <c>zh</c>.</summary>
    public string Code { get; }

    /// <summary>Whether texts stay as they are.</summary>
    public bool IsEnglish => whole.Count == 0;

    /// <summary>The language of a code; its texts are read now.</summary>
    /// <exception cref="UserErrorException">There is none; names those that there are.</exception>
    public static Language Of(string code) => !Codes.Contains(code)
        ? throw new UserErrorException($"--language: {OneLine.Quote(code)} is no language; expected {string.Join(" or ", Codes)}.")
        : code == English.Code ? English : new Language(code, [.. Texts(code).Values.SelectMany(texts => texts)]);

    /// <summary>A text of a program in this language: each of its lines, or each of its sentences where a line is not known as a whole.</summary>
    public string Text(string english)
    {
        ArgumentNullException.ThrowIfNull(english);
        return IsEnglish || english.Length == 0 ? english : said.GetOrAdd(english, text => text.Contains('\n', StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Select(Line))
            : Line(text));
    }

    /// <summary>A template of this language with values in its holes; it is looked up as it stands.</summary>
    public string Format(string english, params IReadOnlyList<string> values)
        => TextTemplate.Fill(whole.GetValueOrDefault(TextTemplate.Canonical(english), english), values);

    /// <summary>The texts of a language by file.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Texts(string code)
    {
        var assembly = typeof(Language).Assembly;
        string start = $"{typeof(Language).Namespace}{Folder}{code}.";
        var files = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var texts = JsonDocument.Parse(stream);
            files.Add(resource[start.Length..], [.. texts.RootElement.EnumerateObject().Select(text => KeyValuePair.Create(text.Name, text.Value.GetString()!))]);
        }

        return files;
    }

    private string Line(string line)
    {
        string text = line.Trim();
        int before = line.Length - line.TrimStart().Length;
        if (text.Length == 0)
        {
            return line;
        }

        string found = Known(text) ?? BySentences(text);
        return string.Concat(line.AsSpan(0, before), found, line.AsSpan(before + text.Length));
    }

    private string? Known(string text)
    {
        string canonical = TextTemplate.Canonical(text);
        if (whole.TryGetValue(canonical, out string? own))
        {
            return own;
        }

        foreach (var template in templates)
        {
            if (template.Match(canonical) is { } values)
            {
                return template.Filled([.. values.Select(Line)]);
            }
        }

        return null;
    }

    // Remarks may be joined by programs: what is not known in one piece may be so in two, name and reason or sentence and sentence.
    private string BySentences(string text)
    {
        foreach (var (mark, own) in new[] { (". ", "。"), (": ", "："), ("; ", "；") })
        {
            for (int end = text.IndexOf(mark, StringComparison.Ordinal); end > 0; end = text.IndexOf(mark, end + 1, StringComparison.Ordinal))
            {
                string first = text[..end], rest = text[(end + mark.Length)..];
                string? start = Known(mark[0] == '.' ? first + "." : first);
                if (start is not null)
                {
                    return (start.EndsWith('。') ? start : start + own) + Line(rest);
                }
            }
        }

        return text;
    }
}
