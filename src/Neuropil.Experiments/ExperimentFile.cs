namespace Neuropil.Experiments;

/// <summary>A file of data beside the report: traces, a table of a sweep.</summary>
/// <param name="Name">The file's name: letters, digits, hyphens and an extension.</param>
/// <param name="Description">What is in it, for the report.</param>
/// <param name="Save">Writes it under the path it is given, whose extension is that of the name: <c>path =&gt; traces.Save(path)</c>.</param>
public sealed record ExperimentFile(string Name, string Description, Action<string> Save)
{
    /// <summary>A file of text, in UTF-8.</summary>
    public static ExperimentFile OfText(string name, string description, string content)
        => new(name, description, path => File.WriteAllText(path, content));
}
