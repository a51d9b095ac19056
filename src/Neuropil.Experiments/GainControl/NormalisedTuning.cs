namespace Neuropil.Experiments;

/// <summary>
/// The depolarisation of a cell whose excitation is tuned and whose inhibition, at the resting potential, is not: R = c f/(g_L + c f + c k), in parts of the
/// way from rest to the reversal potential of excitation (Carandini and Heeger 1994, Science 264, eq. 1, without noise). Conductances are in those of the leak.
/// </summary>
/// <param name="Pool">k, the untuned inhibition at contrast 1.</param>
internal sealed record NormalisedTuning(double Pool)
{
    /// <summary>The tuning of excitation, a Gaussian of the distance from the preferred stimulus in its own widths.</summary>
    public static double Tuning(double distance) => Math.Exp(-distance * distance / 2);

    /// <summary>The depolarisation at a contrast and a distance from the preferred stimulus.</summary>
    public double Response(double contrast, double distance)
    {
        double excitation = contrast * Tuning(distance);
        return excitation / (1 + excitation + (contrast * Pool));
    }

    /// <summary>The distance at which the response is half of its largest, in closed form: f = (1 + c k)/(2 (1 + c k) + c).</summary>
    public double HalfWidth(double contrast)
    {
        double rest = 1 + (contrast * Pool);
        return Math.Sqrt(2 * Math.Log(((2 * rest) + contrast) / rest));
    }
}
