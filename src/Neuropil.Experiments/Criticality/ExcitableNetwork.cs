using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Excitable units in steps of time (Kinouchi and Copelli 2006, Nat. Phys. 2): a unit at rest is excited with the probability sigma/K by each of its
/// active sources, or by an input with the probability 1 - exp(-h); it is active for one step, and can be so again in the n-th step after that. Each has
/// K targets, so that one active unit excites sigma others on average while the rest is quiet.
/// </summary>
/// <param name="Units">The number of units.</param>
/// <param name="Targets">K.</param>
/// <param name="States">n, the steps from one excitation to the next at the earliest.</param>
/// <param name="Branching">sigma.</param>
internal sealed record ExcitableNetwork(int Units, int Targets, int States, double Branching)
{
    /// <summary>The step of time.</summary>
    public static readonly Time Step = 1 * ms;

    // What arrives in a step is forgotten in the next: exp(-50).
    private static readonly Time memory = Step / 50;

    /// <summary>The network under an input h, whose units are all at rest.</summary>
    public (Network Network, Population Units) Build(double input, ulong seed)
    {
        var network = new Network { Seed = seed };
        var unit = new EquationCell("dV/dt = -V/memory : mV")
        {
            Parameters = { ["memory"] = memory, ["contact"] = 0.5 * mV, ["p"] = -Math.Exp(-input) + 1 }, Initial = { ["V"] = 0 * mV },
            Threshold = "V > contact or chance < p", Reset = "V = 0 mV", RefractoryPeriod = States * Step,
        };
        var units = network.Add(new Population("units", Units, unit));
        network.Connect(units, units, new FixedOutDegree(Targets) { SelfConnections = false }, new Delta("excitation"), 1 * mV,
            release: new BinomialRelease("contact") { Sites = 1, Probability = Branching / Targets });
        return (network, units);
    }

    /// <summary>
    /// The part of the units that is active, in the mean field: F = (1 - (n - 1) F)(1 - exp(-h)(1 - sigma F/K)^K), the larger root, by halving.
    /// </summary>
    public double MeanField(double input)
    {
        double low = 0, high = 1.0 / States;
        double Excess(double active)
            => ((1 - ((States - 1) * active)) * (1 - (Math.Exp(-input) * Math.Pow(1 - (Branching * active / Targets), Targets)))) - active;
        if (input == 0 && Branching <= 1)
        {
            return 0;
        }

        // Above zero the excess has one root, since its quotient by the activity falls.
        low = 1e-12;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Excess(middle) > 0 ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The input at which the mean field reaches an activity.</summary>
    public double InputFor(double active)
        => -Math.Log((1 - (active / (1 - ((States - 1) * active)))) / Math.Pow(1 - (Branching * active / Targets), Targets));
}
