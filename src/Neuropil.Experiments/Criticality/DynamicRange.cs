namespace Neuropil.Experiments;

/// <summary>The range of inputs that a response tells apart: from 10 to 90 % of the way from its lowest to its largest value, in dB.</summary>
internal static class DynamicRange
{
    /// <summary>The range in the mean field.</summary>
    public static double MeanField(ExcitableNetwork network)
    {
        var (low, high) = Levels(network.MeanField(0), network.States);
        return 10 * Math.Log10(network.InputFor(high) / network.InputFor(low));
    }

    /// <summary>The responses at the two ends.</summary>
    public static (double Low, double High) Levels(double lowest, int states)
    {
        double room = (1.0 / states) - lowest;
        return (lowest + (0.1 * room), lowest + (0.9 * room));
    }

    /// <summary>The input at which a measured response crosses a level, by straight lines between logarithms of inputs; NaN where it does not.</summary>
    public static double Input(IReadOnlyList<double> inputs, IReadOnlyList<double> responses, double level)
    {
        for (int i = 0; i + 1 < inputs.Count; i++)
        {
            if (responses[i] <= level && responses[i + 1] > level)
            {
                double part = (level - responses[i]) / (responses[i + 1] - responses[i]);
                return Math.Exp(Math.Log(inputs[i]) + (part * Math.Log(inputs[i + 1] / inputs[i])));
            }
        }

        return double.NaN;
    }
}
