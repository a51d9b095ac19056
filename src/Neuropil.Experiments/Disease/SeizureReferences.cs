namespace Neuropil.Experiments;

/// <summary>Where another program's networks run away.</summary>
internal static class SeizureReferences
{
    private const string Program = "an independent C++ program, 20 seeds (tests/references/networks/seizure_onset.cpp)";
    private const int Seeds = 20;

    // 19 degrees of freedom, 1e-4 on both sides together; a median of normal numbers varies 1.25 times as much as their mean.
    private const double StudentQuantile = 4.9;
    private const double OfMedian = 1.25;

    /// <summary>Holds an onset against that of the other program, whose strengths are the same.</summary>
    public static void Check(SeizureParameters p, string path, double onset, Findings findings)
    {
        foreach (var (name, mean, deviation) in new[]
        {
            ("weaker inhibition", 74.9538, 0.0628), ("stronger recurrent excitation", 1.6466, 0.2419), ("depolarised chloride", -58.0783, 0.0296),
        })
        {
            var reference = new Reference<SeizureParameters>($"onset by {name}", mean, Program, given => name == path && IsDefault(given));
            findings.Check(reference.OfDraws(OfMedian * deviation, Seeds, StudentQuantile), p, onset, p.Networks);
        }
    }

    /// <summary>Holds the mean rate in balance against that of the other program.</summary>
    public static void CheckRate(SeizureParameters p, double rate, Findings findings)
        => findings.Check(new Reference<SeizureParameters>("rate in balance (Hz)", 12.536, Program, IsDefault).OfDraws(3.209, Seeds, StudentQuantile), p,
            rate, p.Networks);

    private static bool IsDefault(SeizureParameters given) => given with { Networks = new SeizureParameters().Networks } == new SeizureParameters();
}
