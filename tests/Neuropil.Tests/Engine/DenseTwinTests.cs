using Neuropil.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>The engine against a dense loop over all pairs.</summary>
public class DenseTwinTests
{
    private const int Cells = 150;
    private const int Steps = 1500;

    [Theory]
    [InlineData(1, 0, 1, "Auto")]
    [InlineData(2, 30, 2, "Groups")]
    [InlineData(2, 30, 1, "Ring")]
    [InlineData(2, 30, 3, "Blocks")]
    [InlineData(3, 7, 3, "Ring")]
    public void A_random_network_spikes_as_its_dense_twin(int seed, int longestDelay, int threads, string storage)
    {
        var (initial, contacts) = RandomNetwork(seed, longestDelay);
        var expected = DenseTwin.Run(Cells, initial, contacts, Steps);
        Assert.True(expected.Count > 500, $"only {expected.Count} spikes");

        using var run = new Simulation(DenseTwin.Network(Cells, initial, contacts),
            new RunOptions { Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) });
        var record = run.Record(run.Network.Populations[0].Spikes);
        run.Advance(Steps * DenseTwin.TimeStep * ms);
        var trains = record.Trains();
        Assert.Equal(expected, trains.Steps.ToArray().Zip(trains.Neurons.ToArray()));
        Assert.Equal(expected.Sum(spike => contacts.Count(contact => contact.Source == spike.Cell)), run.SynapticEvents);
    }

    // About 20 contacts of each cell; repeated pairs and self-connections occur. Weights are multiples of 2^-10 nS, so that single precision
    // holds them and sums do not depend on their order.
    private static (double[] Initial, List<DenseTwin.Contact> Contacts) RandomNetwork(int seed, int longestDelay)
    {
        var random = new Xoshiro256((ulong)seed);
        double Next() => (random.Next() >> 11) * Math.Pow(2, -53);
        var initial = new double[Cells];
        for (int cell = 0; cell < Cells; cell++)
        {
            initial[cell] = -65 + (15 * Next());
        }

        var contacts = new List<DenseTwin.Contact>();
        for (int source = 0; source < Cells; source++)
        {
            int receptor = source % 5 == 0 ? 1 : 0;
            for (int contact = 0; contact < 20; contact++)
            {
                double weight = Math.Round((receptor == 0 ? 1 + (1.2 * Next()) : 3 + (4 * Next())) * 1024) / 1024;
                contacts.Add(new DenseTwin.Contact(source, (int)(Next() * Cells), receptor, weight, (int)(Next() * (longestDelay + 1))));
            }
        }

        return (initial, contacts);
    }
}
