using System.Numerics;

namespace Neuropil.Experiments;

/// <summary>Kernels of synapses in closed form, with times in ms; none divides by a difference of time constants.</summary>
internal static class KernelForms
{
    /// <summary>When the double exponential is largest.</summary>
    public static double PeakTime(double rise, double decay) => rise / Exprel(-Math.Log(decay / rise));

    /// <summary>The double exponential with a peak of one; the alpha function where its times are equal.</summary>
    public static double DoubleExponential(double t, double rise, double decay)
        => t < 0 ? 0 : Shape(t, rise, decay) / Shape(PeakTime(rise, decay), rise, decay);

    /// <summary>Its area.</summary>
    public static double Area(double rise, double decay) => decay * Math.Exp(1 / Exprel(Math.Log(decay / rise)));

    /// <summary>Its slope at the beginning.</summary>
    public static double InitialSlope(double rise, double decay) => 1 / Shape(PeakTime(rise, decay), rise, decay);

    /// <summary>So many first-order stages of one time constant, with an area of that time constant: (t/tau)^(n-1)/(n-1)! e^(-t/tau).</summary>
    public static double Stages(double t, int stages, double tau)
    {
        double value = t < 0 ? 0 : Math.Exp(-t / tau);
        for (int k = 1; k < stages; k++)
        {
            value *= t / tau / k;
        }

        return value;
    }

    // (e^(-t/decay) - e^(-t/rise))/(1/rise - 1/decay) = t e^(-t/decay) exprel(-t (1/rise - 1/decay)).
    private static double Shape(double t, double rise, double decay) => t * Math.Exp(-t / decay) * Exprel(-t * ((1 / rise) - (1 / decay)));

    private static double Exprel(double x) => Math.Abs(x) < 1e-3 ? 1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5))))))) : (Math.Exp(x) - 1) / x;

    /// <summary>The frequency, Hz, from which on a low-pass of gain one at zero lets through less than half of the power: -3 dB.</summary>
    public static double CutOff(Func<double, Complex> transfer)
    {
        double low = 1e-3, high = 1e4;
        for (int i = 0; i < 60; i++)
        {
            double middle = Math.Sqrt(low * high);
            (low, high) = transfer(middle).Magnitude > Math.Sqrt(0.5) ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(low * high);
    }
}
