using MathNet.Numerics.RootFinding;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The mean field of the sparse network (Brunel 2000, section 3): each cell receives independent white noise whose mean and variance follow from the rate of
/// all, and the rate is what such a cell fires at.
/// </summary>
internal static class BrunelTheory
{
    // Rates between which another is looked for: each a twentieth above the one before, from far below a spike in a run.
    private const double SmallestRate = 1e-6; // Hz
    private const double Ratio = 1.05;
    private const double Accuracy = 1e-14; // of a rate found

    /// <summary>The rate to which the network comes when nothing has spiked yet: the lowest that keeps itself.</summary>
    public static Frequency Rate(BrunelParameters p) => StableRates(p)[0];

    /// <summary>
    /// All rates at which the network keeps itself and to which it returns, ascending: where what cells fire at falls below the rate of all. With weak
    /// inhibition and an input below the threshold there are two, near silence and near the largest rate there is. Two within a twentieth of each other are not
    /// told apart.
    /// </summary>
    public static IReadOnlyList<Frequency> StableRates(BrunelParameters p)
    {
        double largest = p.RefractoryPeriod.SiValue > 0 ? 1 / p.RefractoryPeriod.SiValue : 1e4;
        var rates = new List<Frequency>();
        bool wasAbove = true; // at rest cells fire at what the input makes, which is not below zero
        double before = 0;
        for (double next = SmallestRate; before < largest; (before, next) = (next, Math.Min(next * Ratio, largest)))
        {
            bool isAbove = Growth(p, next) > 0;
            if (wasAbove && !isAbove)
            {
                rates.Add(Brent.FindRoot(rate => Growth(p, rate), before, next, Accuracy * next) * Hz);
            }

            wasAbove = isAbove;
        }

        if (wasAbove)
        {
            rates.Add(largest * Hz); // without a refractory period there may be none below
        }

        return rates;
    }

    // By how much cells fire faster than all others.
    private static double Growth(BrunelParameters p, double rate) => (Cell(p, rate * Hz).Rate() / Hz) - rate;

    /// <summary>A cell of a network that fires at a rate: the mean and the spread of its input, eqs. 4 and 5.</summary>
    private static DiffusionNeuron Cell(BrunelParameters p, Frequency rate)
    {
        double excitation = (p.ExternalRate + (p.ExcitatoryInDegree * rate)) * p.MembraneTimeConstant;
        double inhibition = p.InhibitoryInDegree * rate * p.MembraneTimeConstant;
        double g = p.InhibitoryRatio;
        return new DiffusionNeuron
        {
            MembraneTimeConstant = p.MembraneTimeConstant, RefractoryPeriod = p.RefractoryPeriod, Threshold = p.Threshold, Reset = p.Reset,
            Mean = (excitation - (g * inhibition)) * p.Weight, Noise = Math.Sqrt(excitation + (g * g * inhibition)) * p.Weight,
        };
    }
}
