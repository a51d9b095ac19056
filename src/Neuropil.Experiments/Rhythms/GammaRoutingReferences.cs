namespace Neuropil.Experiments;

/// <summary>What an independent program finds of routing by coherence.</summary>
internal static class GammaRoutingReferences
{
    public static void Check(GammaRoutingParameters p, SweepPoint<double> point, string onA, string onB, Findings findings)
    {
    }
}
