namespace Neuropil.Experiments;

/// <summary>Where another program's networks run away.</summary>
internal static class SeizureReferences
{
    /// <summary>Holds an onset against that of the other program.</summary>
    public static void Check(SeizureParameters p, string path, double onset, Findings findings)
    {
    }
}
