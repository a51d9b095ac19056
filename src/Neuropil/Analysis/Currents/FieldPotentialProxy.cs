namespace Neuropil;

/// <summary>
/// What stands in for the local field potential of a network of point neurons, which have no dipoles: sums of the synaptic currents of excitatory cells.
/// In the unit of the currents; only its course has a meaning.
/// </summary>
/// <remarks>Mazzoni et al., PLoS Comput. Biol. 11 (2015) e1004584, where the weighted sum explained most of the potential of cells with dendrites.</remarks>
public static class FieldPotentialProxy
{
    private static readonly Time ExcitationLag = Time.FromSi(0.006);

    private const double InhibitionWeight = 1.65;

    /// <summary>The sum of the absolute values of the currents, |I_E| + |I_I|.</summary>
    /// <exception cref="ArgumentException">The currents differ in length.</exception>
    public static double[] AbsoluteSum(IReadOnlyList<double> excitation, IReadOnlyList<double> inhibition)
    {
        SampleChecks.RequireSameLength(excitation.Count, inhibition.Count, nameof(inhibition));
        return [.. excitation.Select((value, i) => Math.Abs(value) + Math.Abs(inhibition[i]))];
    }

    /// <summary>
    /// The weighted sum I_E(t - 6 ms) - 1.65 I_I(t) of the currents, positive inward: excitation on dendrites and inhibition at the soma make dipoles of
    /// one sign. The first 6 ms, of which the excitation is not recorded, are NaN.
    /// </summary>
    /// <param name="excitation">The excitatory current, sampled at equal intervals.</param>
    /// <param name="inhibition">The inhibitory one at the same times.</param>
    /// <param name="interval">The time between samples.</param>
    /// <exception cref="ArgumentException">The currents differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive, or the record shorter than 6 ms.</exception>
    public static double[] WeightedSum(IReadOnlyList<double> excitation, IReadOnlyList<double> inhibition, Time interval)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireSameLength(excitation.Count, inhibition.Count, nameof(inhibition));
        double lag = new TimeGrid(interval).Nearest(ExcitationLag.SiValue);
        if (lag >= excitation.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(excitation), excitation.Count * interval, $"The record must be longer than the lag of the excitation, {ExcitationLag}.");
        }

        int earlier = (int)lag;
        return [.. excitation.Select((_, i) => i < earlier ? double.NaN : excitation[i - earlier] - (InhibitionWeight * inhibition[i]))];
    }
}
