using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace Neuropil;

/// <summary>
/// The leaky integrate-and-fire cell in the diffusion limit, tau dV = (mean - V) dt + noise sqrt(tau) dW with threshold, reset and refractory
/// period: what theory says of its firing. Without threshold V has the standard deviation noise/sqrt 2.
/// </summary>
public sealed record DiffusionNeuron
{
    // By how many standard deviations of a step a random walk oversteps a bound on average, -zeta(1/2)/sqrt(2 pi) (Chernoff, Ann. Math. Stat. 36,
    // 1965), and by what share of its drift in a step more (Siegmund, Sequential Analysis, 1985, section X.2).
    private const double Overstep = 0.5825971579390106;
    private const double OverstepOfDrift = 0.25;

    /// <summary>tau. Default 10 ms.</summary>
    public Time MembraneTimeConstant { get; init; } = 10 * Units.ms;

    /// <summary>How long V is held at the reset value after a spike. Default 2 ms.</summary>
    public Time RefractoryPeriod { get; init; } = 2 * Units.ms;

    /// <summary>The threshold. Default 15 mV.</summary>
    public Voltage Threshold { get; init; } = 15 * Units.mV;

    /// <summary>The value after a spike. Default 0 mV.</summary>
    public Voltage Reset { get; init; } = 0 * Units.mV;

    /// <summary>The value that V tends to. Default 15 mV.</summary>
    public Voltage Mean { get; init; } = 15 * Units.mV;

    /// <summary>The strength of the noise. Default 1.2247 mV, the root of 1.5 mV².</summary>
    public Voltage Noise { get; init; } = Math.Sqrt(1.5) * Units.mV;

    private double LowerBound => (Reset - Mean) / Noise;

    private double UpperBound => (Threshold - Mean) / Noise;

    /// <summary>
    /// The mean rate: 1/rate = refractory + tau sqrt(pi) ∫ e^(x²) (1 + erf x) dx from (reset - mean)/noise to (threshold - mean)/noise (Siegert,
    /// Phys. Rev. 81, 1951; Ricciardi 1977).
    /// </summary>
    /// <exception cref="ArgumentException">A time is not positive, the noise is not positive, or the reset is not below the threshold.</exception>
    public Frequency Rate()
    {
        RequireSound();
        double passage = MembraneTimeConstant.SiValue * Math.Sqrt(Math.PI) * Integral(ScaledError, LowerBound, UpperBound);
        return Frequency.FromSi(1 / (RefractoryPeriod.SiValue + passage));
    }

    /// <summary>
    /// The coefficient of variation of the intervals: CV² = 2 pi (rate tau)² ∫ e^(x²) dx ∫ e^(y²) (1 + erf y)² dy, x as in <see cref="Rate"/>, y from
    /// -infinity to x (Brunel, J. Comput. Neurosci. 8, 2000, appendix A).
    /// </summary>
    /// <exception cref="ArgumentException">See <see cref="Rate"/>.</exception>
    public double CoefficientOfVariation()
    {
        double scaled = Rate().SiValue * MembraneTimeConstant.SiValue;
        return scaled * Math.Sqrt(2 * Math.PI * Integral(Inner, LowerBound, UpperBound));

        // With u = x - y, so that the two exponentials, which overflow, stand together.
        static double Inner(double x) => Integral(u => Math.Pow(ScaledError(x - u), 2) * Math.Exp(u * ((2 * x) - u)), 0, Math.Max(x, 0) + 9);
    }

    /// <summary>
    /// The same cell as it acts when V is known only at the points of a grid: with the threshold at
    /// threshold + 0.5826 noise sqrt(dt/tau) + (mean - threshold) dt/(4 tau), where a path on the grid is on average when it is first seen above.
    /// </summary>
    public DiffusionNeuron OnGrid(Time timeStep)
    {
        double steps = timeStep / MembraneTimeConstant;
        return this with { Threshold = Threshold + (Overstep * Math.Sqrt(steps) * Noise) + (OverstepOfDrift * steps * (Mean - Threshold)) };
    }

    internal void RequireSound()
    {
        if (!(MembraneTimeConstant.SiValue > 0) || !(RefractoryPeriod.SiValue >= 0))
        {
            throw new ArgumentException(
                $"The membrane time constant is {MembraneTimeConstant} and the refractory period {RefractoryPeriod}; "
                    + "expected more than 0 ms and 0 ms or more.");
        }

        if (!(Noise.SiValue > 0))
        {
            throw new ArgumentException($"The noise is {Noise}; expected more than 0 mV: without noise there is no diffusion.");
        }

        if (!(Reset < Threshold))
        {
            throw new ArgumentException($"The reset value {Reset} is not below the threshold {Threshold}.");
        }
    }

    // e^(x²) (1 + erf x), without overflow below zero.
    private static double ScaledError(double x)
    {
        const double Asymptotic = -20;
        if (x > Asymptotic)
        {
            return Math.Exp(x * x) * SpecialFunctions.Erfc(-x);
        }

        double z = 1 / (2 * x * x);
        return (1 - (z * (1 - (3 * z * (1 - (5 * z)))))) / (-x * Math.Sqrt(Math.PI));
    }

    // Piece by piece: the integrands change over one unit, the ranges may be tens of them. Within a unit 20 points are exact to rounding.
    private static double Integral(Func<double, double> f, double from, double to)
    {
        const int Points = 20;
        int pieces = Math.Max(1, (int)Math.Ceiling(to - from));
        double width = (to - from) / pieces;
        double sum = 0;
        for (int i = 0; i < pieces; i++)
        {
            sum += GaussLegendreRule.Integrate(f, from + (i * width), from + ((i + 1) * width), Points);
        }

        return sum;
    }
}
