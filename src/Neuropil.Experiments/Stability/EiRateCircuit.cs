using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// An excitatory and an inhibitory rate unit above their thresholds, where they are linear: tau_E dr_E/dt = (w_EE - 1) r_E - w_EI r_I + h_E and
/// tau_I dr_I/dt = w_IE r_E - (1 + w_II) r_I + h_I (Dayan and Abbott, Theoretical Neuroscience, section 7.5).
/// </summary>
/// <param name="EE">w_EE, of excitation onto itself.</param>
/// <param name="EI">w_EI, of inhibition onto excitation.</param>
/// <param name="IE">w_IE, of excitation onto inhibition.</param>
/// <param name="II">w_II, of inhibition onto itself.</param>
/// <param name="ExcitatoryTime">tau_E.</param>
/// <param name="InhibitoryTime">tau_I.</param>
internal sealed record EiRateCircuit(double EE, double EI, double IE, double II, Time ExcitatoryTime, Time InhibitoryTime)
{
    /// <summary>w_EI from which on no real eigenvalue is positive: (w_EE - 1)(1 + w_II)/w_IE.</summary>
    public double CriticalInhibition => (EE - 1) * (1 + II) / IE;

    /// <summary>tau_I from which on oscillations grow, where inhibition is strong enough: tau_E (1 + w_II)/(w_EE - 1).</summary>
    public Time CriticalTime => ExcitatoryTime * ((1 + II) / (EE - 1));

    /// <summary>(1 - w_EE)(1 + w_II) + w_EI w_IE: by what inputs are divided at the fixed point; positive if strong inhibition holds excitation.</summary>
    public double Determinant => ((1 - EE) * (1 + II)) + (EI * IE);

    /// <summary>The eigenvalue with the largest real part, 1/ms, the one above the real axis of a pair.</summary>
    public Complex Leading
    {
        get
        {
            double excitatory = ExcitatoryTime / ms, inhibitory = InhibitoryTime / ms;
            double half = (((EE - 1) / excitatory) - ((1 + II) / inhibitory)) / 2;
            return half + Complex.Sqrt((half * half) - (Determinant / (excitatory * inhibitory)));
        }
    }

    /// <summary>The inputs at which both rates rest at a value.</summary>
    public (double Excitatory, double Inhibitory) InputsFor(double rate) => ((1 - EE + EI) * rate, (1 - IE + II) * rate);

    /// <summary>By how much both rates change for each unit of input to the inhibitory one: -w_EI and 1 - w_EE over the determinant.</summary>
    public (double Excitatory, double Inhibitory) ResponseToInhibitoryInput => (-EI / Determinant, (1 - EE) / Determinant);

    /// <summary>
    /// The leading eigenvalue where inhibition reaches excitation through a chain of equal low-pass stages: a delay whose density is a gamma function.
    /// </summary>
    public Complex LeadingWithDelay(Time delay, int stages)
    {
        double stage = delay / stages / ms;
        var matrix = Matrix<double>.Build.Dense(stages + 2, stages + 2);
        matrix[0, 0] = (EE - 1) / (ExcitatoryTime / ms);
        matrix[0, stages + 1] = -EI / (ExcitatoryTime / ms);
        matrix[1, 0] = IE / (InhibitoryTime / ms);
        matrix[1, 1] = -(1 + II) / (InhibitoryTime / ms);
        for (int i = 2; i < stages + 2; i++)
        {
            matrix[i, i - 1] = 1 / stage;
            matrix[i, i] = -1 / stage;
        }

        var leading = matrix.Evd().EigenValues.MaxBy(value => value.Real);
        return new Complex(leading.Real, Math.Abs(leading.Imaginary));
    }

    /// <summary>The delay from which on oscillations grow, by halving; the circuit is stable without delay.</summary>
    public Time CriticalDelay(int stages)
    {
        double low = 1e-3, high = 1;
        while (LeadingWithDelay(high * ms, stages).Real < 0 && high < 1e4)
        {
            high *= 2;
        }

        for (int i = 0; i < 50; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = LeadingWithDelay(middle * ms, stages).Real < 0 ? (middle, high) : (low, middle);
        }

        return low * ms;
    }
}
