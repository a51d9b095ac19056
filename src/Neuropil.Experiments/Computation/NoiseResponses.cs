namespace Neuropil.Experiments;

/// <summary>
/// The response of a population to noise, by segments of two lengths: regular cells remember several of their intervals, so that at their rate and below only
/// long segments see all of that. Above, short ones know the gain better.
/// </summary>
internal sealed record NoiseResponses(FrequencyResponse Fine, FrequencyResponse Coarse)
{
    /// <summary>Below this frequency (Hz) long segments are taken.</summary>
    public const double Slow = 50;

    /// <summary>The response to take at a frequency, Hz.</summary>
    public FrequencyResponse At(double f) => f < Slow ? Fine : Coarse;
}
