using System.CommandLine;

namespace Neuropil.Experiments;

/// <summary>
/// An option that takes a value. Its help says in the language of its reader what it is, what it is when it is not given, and what is accepted.
/// </summary>
internal sealed class ValueOption : Option<string>
{
    private readonly string about;
    private readonly string standard;
    private readonly IReadOnlyList<ParameterBound> bounds;

    /// <param name="name">The name with its hyphens.</param>
    /// <param name="kind">The kind of value, in a word or two.</param>
    /// <param name="about">A phrase that says what it is.</param>
    /// <param name="standard">What it is when it is not given, as it would be typed.</param>
    /// <param name="bounds">What is accepted.</param>
    public ValueOption(string name, string kind, string about, string standard, params IReadOnlyList<ParameterBound> bounds)
        : base(name)
    {
        (this.about, this.standard, this.bounds) = (about, standard, bounds);
        HelpName = kind;
        DescribeIn(Language.English);
    }

    /// <summary>Says it in a language.</summary>
    public void DescribeIn(Language language)
    {
        string limits = ParameterBound.In(bounds, language);
        string value = standard + (limits.Length > 0 ? language.Format("; {0}", limits) : "");
        Description = language.Text(about) + (value.Length > 0 ? $" {language.Format("[default: {0}]", value)}" : "");
    }
}
