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
    /// <summary>A template of fewer signs would match what was not made from it: its holes take numbers only.</summary>
    internal const int FewestSigns = 8;

    private const string Folder = ".Languages.";
    private static readonly ConcurrentDictionary<string, Language> languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> whole = new(StringComparer.Ordinal);
    private readonly TextTemplate[] templates = [];
    private readonly ConcurrentDictionary<string, string> said = new(StringComparer.Ordinal);

    // English costs every command its start, and so does nothing here.
    private Language(string code) => Code = code;

    private Language(string code, IReadOnlyCollection<KeyValuePair<string, string>> texts)
        : this(code)
    {
        foreach (var (english, own) in texts)
        {
            whole[TextTemplate.Canonical(english)] = own;
        }

        // The template that says most of a text is the one that it was made from.
        templates = [.. texts.Where(text => text.Key.Contains('{', StringComparison.Ordinal)).Select(text => new TextTemplate(text.Key, text.Value))
            .OrderByDescending(template => template.Signs)];
    }

    /// <summary>The language of the programs.</summary>
    public static Language English { get; } = new("en");

    /// <summary>The codes of all languages, <c>en</c> first.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["en", "zh"];

    /// <summary>Its code: <c>en</c>, <c>zh</c>.</summary>
    public string Code { get; }

    /// <summary>Whether texts stay as they are.</summary>
    public bool IsEnglish => whole.Count == 0;

    /// <summary>The language of a code; its texts are read where it is asked for first.</summary>
    /// <exception cref="UserErrorException">There is none; names those that there are.</exception>
    public static Language Of(string code) => !Codes.Contains(code)
        ? throw new UserErrorException($"--language: {OneLine.Quote(code)} is no language; expected {string.Join(" or ", Codes)}.")
        : code == English.Code ? English : languages.GetOrAdd(code, one => new Language(one, [.. Texts(one).Values.SelectMany(texts => texts)]));

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
        => TextTemplate.Fill(IsEnglish ? english : whole.GetValueOrDefault(TextTemplate.Canonical(english), english), values);

    /// <summary>The texts of a language by file.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Texts(string code)
    {
        var assembly = typeof(Language).Assembly;
        string start = $"{typeof(Language).Namespace}{Folder}{code}.";
        var files = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>(StringComparer.Ordinal);
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal));
        foreach (string resource in names.Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var texts = JsonDocument.Parse(stream);
            var pairs = texts.RootElement.EnumerateObject().Select(text => KeyValuePair.Create(text.Name, text.Value.GetString()!));
            files.Add(resource[start.Length..], [.. pairs]);
        }

        return files;
    }

    private string Line(string line)
    {
        string text = line.Trim();
        int before = line.Length - line.TrimStart().Length;
        return text.Length == 0 ? line
            : string.Concat(line.AsSpan(0, before), Known(text) ?? Sentences(text) ?? Stopped(text) ?? ByParts(text), line.AsSpan(before + text.Length));
    }

    private string? Known(string text)
    {
        string canonical = TextTemplate.Canonical(text);
        if (canonical.Length == 0)
        {
            return null;
        }

        // A name may begin a title, and a title be a name.
        string other = (char.IsUpper(canonical[0]) ? char.ToLowerInvariant(canonical[0]) : char.ToUpperInvariant(canonical[0])) + canonical[1..];
        if ((whole.GetValueOrDefault(canonical) ?? whole.GetValueOrDefault(other)) is { } own)
        {
            return own;
        }

        foreach (var template in templates)
        {
            if (template.Match(canonical) is { } values && (template.Signs >= FewestSigns || Array.TrueForAll(values, IsNumber)))
            {
                // A hole that holds the end of its sentence, or of its item in a list, took what belongs to the next one, if that is known by itself.
                if ((PartByPart(text, values, ". ", "。") ?? PartByPart(text, values, "; ", "；")) is { } parts)
                {
                    return parts;
                }

                if (!template.TookABeginning(values) && !TookSentences(template, values, canonical))
                {
                    return template.Filled(InHoles(template, values));
                }
            }
        }

        return null;
    }

    // A hole at the end of a template takes whole sentences behind its own, one at the beginning those before it.
    private bool TookSentences(TextTemplate template, string[] values, string text)
    {
        for (int end = text.IndexOf(". ", StringComparison.Ordinal); end > 0; end = text.IndexOf(". ", end + 1, StringComparison.Ordinal))
        {
            string first = text[..(end + 1)], rest = text[(end + 2)..];
            if (template.Match(first) is not null ? Line(rest) != rest : end < template.Before(values) && Known(first) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // A list of remarks ends with a stop, which the last of them has not by itself.
    private string? Stopped(string text) => text.EndsWith('.') && Known(text[..^1]) is { Length: > 0 } own ? own + "。" : null;

    private static bool IsNumber(string text) => text.Any(char.IsAsciiDigit) && !text.Any(char.IsLetter);

    private string[] InHoles(TextTemplate template, string[] values)
    {
        // Between two holes that touch there is nothing to part them by: the second one begins where a text of its own does.
        foreach (var (first, second) in template.Touching)
        {
            string both = values[second];
            bool IsKnown(int from) => both[from..].Trim() is { Length: > 0 } rest && Known(rest) is not null;
            int start = both.Length == 0 || IsKnown(0) ? both.Length : Enumerable.Range(1, both.Length - 1).FirstOrDefault(IsKnown, both.Length);
            (values[first], values[second]) = (both[..start], both[start..]);
        }

        // What stands in quotes is what was typed, or is to be typed.
        return [.. values.Select((value, hole) => template.IsQuoted(hole) ? value : Line(value))];
    }

    private string? PartByPart(string text, string[] values, string mark, string own)
    {
        if (!Array.Exists(values, value => value.Contains(mark, StringComparison.Ordinal)))
        {
            return null;
        }

        string[] parts = text.Split(mark);
        string?[] known = [.. parts.Select((part, i) => Known(i < parts.Length - 1 && mark[0] == '.' ? part + "." : part))];
        return Array.TrueForAll(known, part => part is not null) ? string.Join(mark[0] == '.' ? "" : own, known) : null;
    }

    // The shortest beginning that is known, and what follows it.
    private string? From(string text, string mark, string own)
    {
        for (int end = text.IndexOf(mark, StringComparison.Ordinal); end > 0; end = text.IndexOf(mark, end + 1, StringComparison.Ordinal))
        {
            string first = text[..end];
            if ((Known(mark[0] == '.' ? first + "." : first) ?? (mark[0] == ':' && IsName(first) ? first : null)) is { } start)
            {
                return (start.EndsWith('。') ? start : start + own) + Line(text[(end + mark.Length)..]);
            }
        }

        return null;
    }

    // An error begins with the option, or with the name of the file, that it is about.
    private static bool IsName(string text) => !text.Contains(' ', StringComparison.Ordinal)
        || (text.StartsWith("--", StringComparison.Ordinal) && !text.Contains(". ", StringComparison.Ordinal))
        || (text[0] == '"' && text.IndexOf('"', 1) == text.Length - 1);

    // Remarks may be joined by programs: what is not known in one piece may be so in several, sentence and sentence, name and reason, the items of a list.
    private string? Sentences(string text) => From(text, ". ", "。");

    private string ByParts(string text)
    {
        if ((From(text, ": ", "：") ?? From(text, "; ", "；")) is { } parts)
        {
            return parts;
        }

        string[] items = text.Split("; ");
        return items.Length > 1 && Array.Exists(items, item => (Known(item) ?? Stopped(item)) is not null)
            ? string.Join('；', items.Select(item => Known(item) ?? Stopped(item) ?? item)) : text;
    }
}
