namespace Neuropil;

/// <summary>As how many independent segments those of Welch's method count, which overlap by half under a Hann window.</summary>
internal static class WelchOverlap
{
    // (Σ w(i) w(i + L/2))²/(Σ w²)² of the Hann window: 1/6 squared (Welch, IEEE Trans. Audio Electroacoust. 15 (1967) 70).
    private const double SharedPower = 1.0 / 36;

    /// <summary>K/(1 + 2 · shared · (K - 1)/K).</summary>
    public static double IndependentSegments(int segments) => segments / (1 + (2 * SharedPower * (segments - 1) / segments));
}
