using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>The cell that kernels are measured on: sodium and potassium of Traub and Miles, leak, an excitatory and an inhibitory conductance.</summary>
internal static class TraubMilesCell
{
    /// <summary>The cell of the benchmark of Brette et al. (2007), its pair of channels repeated under different names.</summary>
    public static EquationSystem Equations(int pairs = 1)
    {
        var mechanisms = new List<Mechanism>();
        for (int i = 1; i <= pairs; i++)
        {
            // Each pair at its own voltage, so that no two share a rate.
            Parameter<Voltage> shift = (-63 - (0.25 * (i - 1))) * mV;
            mechanisms.Add(new Sodium { Name = $"sodium{i}",
                Channels = [new SodiumTraubMiles { Name = "na", Conductance = 100.0 / pairs * mS / cm2, Shift = shift }] });
            mechanisms.Add(new Potassium { Name = $"potassium{i}",
                Channels = [new PotassiumTraubMiles { Name = "k", Conductance = 30.0 / pairs * mS / cm2, Shift = shift }] });
        }

        mechanisms.Add(new Leak());
        return WithSynapses(new PointNeuron { Mechanisms = mechanisms });
    }

    /// <summary>A cell with the benchmark's two exponential conductances.</summary>
    public static EquationSystem WithSynapses(Neuron cell)
    {
        var equations = cell.Build();
        Receptor[] receptors =
        [
            new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV },
            new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV },
        ];
        foreach (var receptor in receptors)
        {
            equations.InReceptor(receptor.Name, receptor, () => receptor.Declare(equations, equations.Voltage!));
        }

        return equations.Close();
    }
}
