using System.Numerics;

namespace Neuropil;

/// <summary>
/// The firing of a one-dimensional integrate-and-fire cell with white noise, dV = f(V) dt + sqrt(2 D) dW, by integration of its Fokker-Planck
/// equation from the threshold down: the mean rate, and the response of the rate to a small sinusoidal change of f (Richardson, Phys. Rev. E
/// 76, 021919, 2007). For any f; the leaky cell and the exponential one are at hand.
/// </summary>
/// <remarks>
/// With flux J and density P: J = f P - D P', P(threshold) = 0. From the threshold down, P is carried by the exact solution over one cell of the
/// grid with f at its middle, and J by the trapezoidal rule. The reset lies on a point of the grid.
/// </remarks>
public sealed class ThresholdIntegration
{
    private readonly Func<double, double> drift; // mV/ms of mV
    private readonly double diffusion; // mV²/ms
    private readonly double threshold; // mV
    private readonly double refractory; // ms
    private readonly double width; // mV
    private readonly int points;
    private readonly int resetPoint;
    private readonly double[] density; // of a cell, 1/mV; point k lies k widths below the threshold

    /// <summary>The cell dV = f(V) dt + sqrt(2 D) dW.</summary>
    /// <param name="drift">f, in mV/ms as a function of V in mV.</param>
    /// <param name="diffusion">D, in mV²/ms.</param>
    /// <param name="threshold">Where a spike is counted.</param>
    /// <param name="reset">Where V goes on after it.</param>
    /// <param name="lowerBound">Below this there is practically never anything.</param>
    /// <param name="refractoryPeriod">How long it takes to go on.</param>
    /// <param name="pointsToReset">Points of the grid between threshold and reset.</param>
    /// <exception cref="ArgumentException">The bounds are not in order, or a number is not positive.</exception>
    public ThresholdIntegration(
        Func<double, double> drift, double diffusion, Voltage threshold, Voltage reset, Voltage lowerBound, Time refractoryPeriod, int pointsToReset = 20_000)
    {
        ArgumentNullException.ThrowIfNull(drift);
        if (!(lowerBound < reset) || !(reset < threshold))
        {
            throw new ArgumentException($"The lower bound {lowerBound}, the reset value {reset} and the threshold {threshold} must ascend.");
        }

        if (!(diffusion > 0) || pointsToReset < 10 || !(refractoryPeriod.SiValue >= 0))
        {
            throw new ArgumentException(
                $"The diffusion is {diffusion} mV²/ms, the refractory period {refractoryPeriod}, the points {pointsToReset}; expected more than 0, 0 ms "
                + $"or more, and 10 or more.");
        }

        (this.drift, this.diffusion) = (drift, diffusion);
        this.threshold = threshold / Units.mV;
        refractory = refractoryPeriod / Units.ms;
        resetPoint = pointsToReset;
        width = (threshold - reset) / Units.mV / pointsToReset;
        points = pointsToReset + (int)Math.Ceiling((reset - lowerBound) / Units.mV / width);
        (density, Rate) = SteadyState();
    }

    /// <summary>The mean rate.</summary>
    public Frequency Rate { get; }

    /// <summary>The leaky cell.</summary>
    /// <exception cref="ArgumentException">See <see cref="DiffusionNeuron.Rate"/>.</exception>
    public static ThresholdIntegration Of(DiffusionNeuron neuron, int pointsToReset = 20_000)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        neuron.RequireSound();
        double tau = neuron.MembraneTimeConstant / Units.ms;
        double mean = neuron.Mean / Units.mV;
        double noise = neuron.Noise / Units.mV;
        return new ThresholdIntegration(
            v => (mean - v) / tau, noise * noise / (2 * tau), neuron.Threshold, neuron.Reset, LowerBound(neuron), neuron.RefractoryPeriod, pointsToReset);
    }

    /// <summary>
    /// The exponential cell (Fourcaud-Trocme et al., J. Neurosci. 23, 2003): tau dV = (mean - V + slope exp((V - soft threshold)/slope)) dt + noise
    /// sqrt(tau) dW, with a spike at the neuron's threshold, which is then the peak.
    /// </summary>
    /// <exception cref="ArgumentException">See <see cref="DiffusionNeuron.Rate"/>.</exception>
    public static ThresholdIntegration OfExponential(DiffusionNeuron neuron, Voltage softThreshold, Voltage slope, int pointsToReset = 20_000)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        neuron.RequireSound();
        double tau = neuron.MembraneTimeConstant / Units.ms;
        double mean = neuron.Mean / Units.mV;
        double noise = neuron.Noise / Units.mV;
        double soft = softThreshold / Units.mV;
        double sharp = slope / Units.mV;
        return new ThresholdIntegration(
            v => (mean - v + (sharp * Math.Exp((v - soft) / sharp))) / tau,
            noise * noise / (2 * tau), neuron.Threshold, neuron.Reset, LowerBound(neuron), neuron.RefractoryPeriod, pointsToReset);
    }

    /// <summary>
    /// The response of the rate to f + e(t) with e(t) = amplitude cos(2 pi frequency t): the complex amplitude of the rate for an amplitude of
    /// 1 mV/ms, in Hz per mV/ms. Its argument is the phase by which the rate leads.
    /// </summary>
    public Complex Response(Frequency frequency)
    {
        var i = new Complex(0, 2 * Math.PI * (frequency / Units.kHz)); // i omega, 1/ms
        var (own, forced) = (Carry(1, i, 0), Carry(0, i, 1));

        // No flux at the lower bound: rate times own + forced = 0.
        return -1000 * forced / own;
    }

    private static Voltage LowerBound(DiffusionNeuron neuron)
    {
        var low = neuron.Reset < neuron.Mean ? neuron.Reset : neuron.Mean;
        return low - (6 * neuron.Noise);
    }

    // The density for a flux of one from reset to threshold, and from its integral the mean time between spikes.
    private (double[] Density, Frequency Rate) SteadyState()
    {
        var p = new double[points + 1];
        double integral = 0;
        for (int k = 0; k < points; k++)
        {
            double flux = k < resetPoint ? 1 : 0;
            p[k + 1] = Below(k, p[k], flux).Real;
            integral += (p[k] + p[k + 1]) / 2 * width;
        }

        double rate = 1 / (refractory + integral); // 1/ms
        return (Array.ConvertAll(p, value => value * rate), Frequency.FromSi(1000 * rate));
    }

    // The flux at the lower bound of a modulation with that flux at the threshold and that force on the steady density.
    private Complex Carry(double fluxAtThreshold, Complex i, double force)
    {
        Complex p = 0;
        Complex flux = fluxAtThreshold;
        var returning = fluxAtThreshold * Complex.Exp(-i * refractory);
        for (int k = 0; k < points; k++)
        {
            if (k == resetPoint)
            {
                flux -= returning;
            }

            // First with the flux above, then with its mean over the cell.
            double steady = (density[k] + density[k + 1]) / 2;
            var predicted = Below(k, p, flux - (force * steady));
            var fluxBelow = flux + (i * width * (p + predicted) / 2);
            var below = Below(k, p, ((flux + fluxBelow) / 2) - (force * steady));
            flux += i * width * (p + below) / 2;
            p = below;
        }

        return flux;
    }

    // D P' = f P - J over the cell below point k, exactly for f of its middle and a constant flux.
    private Complex Below(int k, Complex p, Complex flux)
    {
        double z = -drift(threshold - ((k + 0.5) * width)) / diffusion * width;
        double exprel = Math.Abs(z) < 1e-8 ? 1 + (z / 2) : (Math.Exp(z) - 1) / z;
        return (p * Math.Exp(z)) + (flux / diffusion * width * exprel);
    }
}
