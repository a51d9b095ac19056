using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The mean field of the sparse network (Brunel 2000, section 3): each cell receives independent white noise whose mean and variance follow from the rate of
/// all, and the rate is what such a cell fires at.
/// </summary>
internal static class BrunelTheory
{
    private const int Halvings = 60;

    /// <summary>The rate at which the network keeps itself, by halving.</summary>
    public static Frequency Rate(BrunelParameters p)
    {
        double low = 0;
        double high = p.RefractoryPeriod.SiValue > 0 ? 1 / p.RefractoryPeriod.SiValue : 1e4;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cell(p, middle * Hz).Rate() > middle * Hz ? (middle, high) : (low, middle);
        }

        return low * Hz;
    }

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
