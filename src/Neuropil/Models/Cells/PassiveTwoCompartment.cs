using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// A soma and a dendrite without channels, the least cell with a place for its inputs (Koch, Biophysics of Computation, chapter 3): each compartment has the
/// leak of 0.1 mS/cm² at -70 mV, C is 1 uF/cm², so that the membrane's time constant is 10 ms; the soma has a quarter of the 20 000 um² and the coupling is
/// 0.05 mS/cm²: soma 5 nS, dendrite 15 nS, between them 10 nS. A constant current into the dendrite moves the soma by g_c / (g_d + g_c) = 0.4 of what it does
/// in the soma.
/// </summary>
/// <remarks>
/// The values are ours, whole numbers for closed forms. The equations stand at <see cref="TwoCompartmentNeuron"/>; they are linear, and the method
/// <c>exact-linear</c> has no error.
/// </remarks>
public sealed record PassiveTwoCompartment : TwoCompartmentNeuron
{
    /// <summary>The cell with these values.</summary>
    public PassiveTwoCompartment()
    {
        SomaFraction = 0.25;
        Coupling = 0.05 * mS / cm2;
        InitialVoltage = -70 * mV;
        var leak = new Leak { Reversal = -70 * mV, Conductance = 0.1 * mS / cm2 };
        Soma = [leak];
        Dendrite = [leak];
    }
}
