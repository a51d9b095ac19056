using MathNet.Numerics;

namespace Neuropil.Experiments;

/// <summary>
/// Each active one has a Poisson number of successors, sigma on average: an avalanche in a network so large that no two of its branches meet (Harris, The
/// Theory of Branching Processes, 1963; Zapperi, Lauritsen and Stanley, Phys. Rev. Lett. 75, 1995, for neuronal avalanches).
/// </summary>
/// <param name="Branching">sigma.</param>
internal sealed record BranchingProcess(double Branching)
{
    /// <summary>The probability that an avalanche has so many active ones in all: e^(-sigma s) (sigma s)^(s-1)/s! (Borel).</summary>
    public double SizeProbability(int size) => Math.Exp((-Branching * size) + ((size - 1) * Math.Log(Branching * size)) - SpecialFunctions.GammaLn(size + 1.0));

    /// <summary>The probability that it has more than so many generations after the first: 1 - q, q = exp(sigma (q - 1)) so many times from 0.</summary>
    public double Survival(int generations)
    {
        double extinct = 0;
        for (int i = 0; i < generations; i++)
        {
            extinct = Math.Exp(Branching * (extinct - 1));
        }

        return 1 - extinct;
    }

    /// <summary>Draws avalanches that begin with one, each to its end or to a generation at most.</summary>
    /// <returns>The size of each, and the first generation that is empty.</returns>
    public List<(long Size, int Generations)> Draw(int count, int longest, ulong seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Noise, RandomStream.Entity(13, (ulong)Math.Round(Branching * 1e6)));
        List<(long, int)> drawn = [];
        for (int i = 0; i < count; i++)
        {
            long size = 1;
            int generation = 0;
            for (double active = 1; active > 0 && generation < longest; generation++)
            {
                active = random.NextPoisson(Branching * active);
                size += (long)active;
            }

            drawn.Add((size, generation));
        }

        return drawn;
    }
}
