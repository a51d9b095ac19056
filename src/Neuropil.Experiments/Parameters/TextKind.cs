namespace Neuropil.Experiments;

/// <summary>Any text.</summary>
internal sealed class TextKind : ParameterKind
{
    public override string Name => "text";

    public override object Parse(string text) => text;

    public override string Format(object value, string? unit) => (string)value;
}
