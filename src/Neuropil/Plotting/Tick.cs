namespace Neuropil.Plotting;

/// <summary>One tick of an axis. A minor tick has no label; an exponent stands raised after its label.</summary>
internal readonly record struct Tick(double Value, string Label, string Exponent = "")
{
    /// <summary>Whether the tick is short and without a label.</summary>
    public bool IsMinor => Label.Length == 0;
}
