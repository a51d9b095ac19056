namespace Neuropil;

/// <summary>How accurately an <see cref="AdaptiveSimulation"/> integrates.</summary>
public sealed record AdaptiveOptions
{
    // A relative tolerance below some roundings only makes steps that rounding rejects.
    private const double SmallestRelative = 1e-14;

    /// <summary>The error that a step may make in a state relative to its size. Default 1e-9.</summary>
    public double RelativeTolerance { get; init; } = 1e-9;

    /// <summary>
    /// The error that a step may make in a state of any size, in the unit of the state: mV, pA, nS, mM, mV/ms, or 1 for a pure number.
    /// Default 1e-9.
    /// </summary>
    public double AbsoluteTolerance { get; init; } = 1e-9;

    /// <summary>
    /// No step is longer: what is shorter, and smooth, could be stepped over while nothing else happens (what jumps never is). Default 1 ms.
    /// </summary>
    public Time LargestStep { get; init; } = 1 * Units.ms;

    /// <summary>After so many steps a run is given up. Default 100 million.</summary>
    public long MostSteps { get; init; } = 100_000_000;

    internal double LargestStepMs => KernelUnits.FromSi(LargestStep.SiValue, Time.Dimension);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">A tolerance or the largest step is not positive; the message names it and its value.</exception>
    internal AdaptiveOptions Checked()
    {
        if (!(RelativeTolerance >= SmallestRelative) || !(RelativeTolerance < 1))
        {
            throw new ArgumentException($"The relative tolerance is {RelativeTolerance}; expected a number from {SmallestRelative} to below 1.");
        }

        if (!(AbsoluteTolerance > 0) || double.IsInfinity(AbsoluteTolerance))
        {
            throw new ArgumentException($"The absolute tolerance is {AbsoluteTolerance}; expected a positive number.");
        }

        if (!(LargestStep.SiValue > 0))
        {
            throw new ArgumentException($"The largest step is {LargestStep}; expected a positive time.");
        }

        return MostSteps > 0 ? this : throw new ArgumentException($"The largest number of steps is {MostSteps}; expected 1 or more.");
    }
}
