using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// The slow, obvious twin of the engine: leaky cells with two exponential conductances, every pair of cells in a dense table of its contacts, a
/// list of arrivals for every step. Written from the definition of a step, with none of the engine's parts.
/// </summary>
internal sealed class DenseTwin
{
    public const double TimeStep = 0.1; // ms
    private const double Capacitance = 200; // pF
    private const double Leak = 10; // nS
    private const double Rest = -47; // mV: above the threshold, so that cells spike by themselves
    private const double Threshold = -50;
    private const double Reset = -60;
    private const int RefractorySteps = 20;

    private static readonly double[] Decay = [5, 10]; // ms
    private static readonly double[] Reversal = [0, -80]; // mV

    /// <summary>A contact: receptor 0 excites, 1 inhibits; weight in nS, delay in steps.</summary>
    public readonly record struct Contact(int Source, int Target, int Receptor, double Weight, int Delay);

    /// <summary>Spikes (step, cell) in order.</summary>
    public static List<(int Step, int Cell)> Run(int cells, double[] initial, IReadOnlyList<Contact> contacts, int steps)
    {
        var dense = new List<Contact>[cells, cells];
        foreach (var contact in contacts)
        {
            (dense[contact.Source, contact.Target] ??= []).Add(contact);
        }

        double[] v = [.. initial];
        var g = new double[2, cells];
        var arriving = new double[steps + 1000, 2, cells];
        var refractory = new int[cells];
        var spikes = new List<(int, int)>();
        for (int step = 0; step < steps; step++)
        {
            var spiked = new List<int>();
            for (int cell = 0; cell < cells; cell++)
            {
                double conductance = Leak;
                double current = Leak * Rest;
                for (int receptor = 0; receptor < 2; receptor++)
                {
                    g[receptor, cell] = (g[receptor, cell] * Math.Exp(-TimeStep / Decay[receptor])) + arriving[step, receptor, cell];
                    conductance += g[receptor, cell];
                    current += g[receptor, cell] * Reversal[receptor];
                }

                if (refractory[cell] > 0)
                {
                    refractory[cell]--;
                    continue;
                }

                double balance = current / conductance;
                double next = balance + ((v[cell] - balance) * Math.Exp(-TimeStep * conductance / Capacitance));
                bool crossed = v[cell] < Threshold && next >= Threshold;
                v[cell] = crossed ? Reset : next;
                if (crossed)
                {
                    refractory[cell] = RefractorySteps;
                    spiked.Add(cell);
                }
            }

            foreach (int source in spiked)
            {
                spikes.Add((step, source));
                for (int target = 0; target < cells; target++)
                {
                    foreach (var contact in dense[source, target] ?? [])
                    {
                        arriving[step + 1 + contact.Delay, contact.Receptor, target] += contact.Weight;
                    }
                }
            }
        }

        return spikes;
    }

    /// <summary>The same network for the engine, each contact with its weight and delay.</summary>
    public static Network Network(int cells, double[] initial, IReadOnlyList<Contact> contacts)
    {
        var network = new Network();
        var population = network.Add(
            new Population("cells", cells, new LeakyCell { Rest = Rest * mV }) { Initial = { ["V"] = Array.ConvertAll(initial, value => value * mV) } });
        for (int receptor = 0; receptor < 2; receptor++)
        {
            var own = contacts.Where(contact => contact.Receptor == receptor).ToList();
            network.Connect(
                population,
                population,
                new ExplicitPairs(own.ConvertAll(contact => (contact.Source, contact.Target))),
                new Exponential(receptor == 0 ? "excitation" : "inhibition") { Decay = Decay[receptor] * ms, Reversal = Reversal[receptor] * mV },
                own.ConvertAll(contact => contact.Weight * nS),
                own.ConvertAll(contact => contact.Delay * TimeStep * ms),
                $"receptor {receptor}");
        }

        return network;
    }
}
