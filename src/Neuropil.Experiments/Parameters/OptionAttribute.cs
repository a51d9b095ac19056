namespace Neuropil.Experiments;

/// <summary>
/// Declares a property of a parameter record as an option of the command line. The property's name in kebab case is the option
/// (<c>InhibitoryWeight</c> is <c>--inhibitory-weight</c>), its type says what is accepted, its initial value is the default.
/// </summary>
/// <param name="description">A phrase for the help and the report.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string description) : Attribute
{
    /// <summary>A phrase for the help and the report.</summary>
    public string Description { get; } = description;

    /// <summary>The option's name without hyphens in front, where it is not the property's.</summary>
    public string? Name { get; init; }

    /// <summary>The unit in which values are shown, for example <c>mS/cm^2</c>; without it the quantity chooses a prefix.</summary>
    public string? Unit { get; init; }

    /// <summary>The smallest value accepted, as text: <c>"0 nS"</c>.</summary>
    public string? AtLeast { get; init; }

    /// <summary>The largest value accepted, as text.</summary>
    public string? AtMost { get; init; }

    /// <summary>A bound that the value must exceed, as text.</summary>
    public string? MoreThan { get; init; }
}
