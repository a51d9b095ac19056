namespace Neuropil;

/// <summary>
/// A unit that stands for many cells by their rate: tau dr/dt = -r + f(h), where the drive h is <see cref="External"/> and the weighted activity
/// that comes by <see cref="DriveCoupling"/> (Wilson and Cowan, Biophys. J. 12, 1972, without their refractory factor; Dayan and Abbott, Theoretical
/// Neuroscience, eq. 7.11).
/// </summary>
/// <remarks>r and h are pure numbers; the unit of r is the user's choice (spikes per second, or a fraction of the largest rate).</remarks>
public sealed record RateUnit : Neuron
{
    /// <summary>The time constant. Default 10 ms.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 10 * Units.ms;

    /// <summary>The drive from outside. Default 0.</summary>
    public NumberParameter External { get; init; } = 0;

    /// <summary>Activity as a function of the drive. Default threshold-linear with slope 1.</summary>
    public TransferFunction TransferFunction { get; init; } = new ThresholdLinear();

    /// <summary>The activity at the start. Default 0.</summary>
    public NumberParameter InitialActivity { get; init; } = 0;

    /// <summary>The standard deviation, in the long run, of noise in the drive: an Ornstein-Uhlenbeck process. Default 0: none.</summary>
    public NumberParameter Noise { get; init; } = 0;

    /// <summary>The correlation time of the noise. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> NoiseTimeConstant { get; init; } = 5 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var r = equations.State("r", Dimension.None);
        var h = equations.DeclareDrive(Dimension.None);
        equations.AddDrive(External);
        if (!Noise.IsUniform || Noise.UniformSi != 0)
        {
            equations.AddDrive(equations.OrnsteinUhlenbeck("noise", 0.0, Noise, NoiseTimeConstant));
        }

        equations.NameParameters(TransferFunction);
        equations.Intermediate("h", h);
        equations.Differential(r, (TransferFunction.Of(h) - r) / TimeConstant);
        equations.Initial(r, InitialActivity);
    }
}
