namespace Neuropil;

/// <summary>
/// The minimal fits of <see cref="TripletPlasticity{TWeight}"/> to measured changes, each with each spike (Pfister and Gerstner 2006, J. Neurosci. 26, tables 3
/// and 4). Changes were measured relative to the weight before: the largest weight stands for it.
/// </summary>
public static class TripletFits
{
    /// <summary>Visual cortex (data of Sjöström, Turrigiano and Nelson 2001): A2- 0.0071, A3+ 0.0065; 16.8, 33.7 and tau_y 114 ms.</summary>
    public static TripletPlasticity<TWeight> VisualCortex<TWeight>(string name, Parameter<TWeight> largestWeight)
        where TWeight : struct, IQuantity<TWeight>
        => new(name) { LargestWeight = largestWeight };

    /// <summary>
    /// Cultures of hippocampus (data of Wang, Gerkin, Nauen and Bi 2005): A2+ 0.0053, A3+ 0.008, A2- 0.0035; 16.8, 33.7 and tau_y 40 ms.
    /// </summary>
    public static TripletPlasticity<TWeight> Hippocampus<TWeight>(string name, Parameter<TWeight> largestWeight)
        where TWeight : struct, IQuantity<TWeight>
        => new(name)
        {
            LargestWeight = largestWeight, PairPotentiation = 5.3e-3, TripletPotentiation = 8e-3, PairDepression = 3.5e-3, PostsynapticMemory = 40 * Units.ms,
        };
}
