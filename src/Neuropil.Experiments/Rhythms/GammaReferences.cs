using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What an independent program finds of pairs of cells.</summary>
internal static class GammaReferences
{
    private const string Program = "an independent C++ program, Runge-Kutta at 0.002 ms (tests/references/networks/two_cell_gamma.cpp)";

    // Both periods converge to 1e-4 of a ms; frequencies near 50 Hz then differ by 5e-4 Hz at most.
    private const double WithinHz = 1e-3;
    private const double WithinMs = 1e-3;

    // Frequencies at 0.9 and 1.1 times tau_I 9 ms and the drive of 1.4 uA/cm²: logarithms of ratios of periods over that of the factors.
    private static readonly double byDecay = Math.Log(50.5357 / 48.4268) / Math.Log(1.1 / 0.9);
    private static readonly double byDrive = Math.Log(46.0957 / 52.7749) / Math.Log(1.1 / 0.9);

    public static void Check(PingParameters p, double frequency, double lag, double alone, Findings findings)
    {
        foreach (var (decay, hz, ms) in new[] { (6, 53.0478, 2.6725), (9, 49.4714, 2.7022), (12, 46.0840, 2.7313), (15, 42.9877, 2.7584), (20, 38.4628,
            2.7981) })
        {
            bool Applies(PingParameters given) => IsPair(given) && given.InhibitoryDecay == decay * Units.ms;
            findings.Check(new Reference<PingParameters>("frequency of the pair (Hz)", hz, Program, Applies).Within(WithinHz), p, frequency);
            findings.Check(new Reference<PingParameters>("lag of the pair's interneuron (ms)", ms, Program, Applies).Within(WithinMs), p, lag);
        }

        findings.Check(new Reference<PingParameters>("frequency without inhibition (Hz)", 54.1696, Program, IsPair).Within(WithinHz), p, alone);
    }

    public static void CheckSensitivities(PingParameters p, double decay, double drive, Findings findings)
    {
        bool Applies(PingParameters given) => IsPair(given) && given.InhibitoryDecay == 9 * ms;

        // Two frequencies that err by 1e-3 Hz of 50.
        findings.Check(new Reference<PingParameters>("sensitivity of the period to tau_I", byDecay, Program, Applies).Within(2e-4), p, decay);
        findings.Check(new Reference<PingParameters>("sensitivity of the period to the drive", byDrive, Program, Applies).Within(2e-4), p, drive);
    }

    private static bool IsPair(PingParameters given) => Reference.Defaults<PingParameters>(p => p.Drive, p => p.Excitation, p => p.Inhibition)(given);
}
