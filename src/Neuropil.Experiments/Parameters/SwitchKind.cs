namespace Neuropil.Experiments;

/// <summary>Something that is on or off; its option may stand alone.</summary>
internal sealed class SwitchKind : ParameterKind
{
    public override string Name => "switch";

    public override object Parse(string text) => text.ToLowerInvariant() switch
    {
        "true" or "on" or "yes" => true,
        "false" or "off" or "no" => false,
        _ => throw new FormatException($"{OneLine.Quote(text)} is neither on nor off."),
    };

    public override string Format(object value, string? unit) => (bool)value ? "on" : "off";
}
