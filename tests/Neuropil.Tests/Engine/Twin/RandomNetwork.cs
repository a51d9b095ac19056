using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// A small network drawn by a seed: two populations of random cells and sources of given spikes, some of them twice in one step; projections with and without
/// state.
/// </summary>
internal sealed class RandomNetwork
{
    private const int Sources = 4;
    private readonly Random random;

    public RandomNetwork(int seed, int steps)
    {
        (random, Seed) = (new Random(seed), (ulong)seed + 1);
        RandomReceptor[][] receptors = [[new("a", random.Next()), new("b", random.Next())], [new("c", random.Next())]];
        Populations =
        [
            .. receptors.Select((own, p) => new TwinPopulation($"population {p}", RandomCell.Cells, new RandomCell(random.Next()), own)),
            new TwinPopulation("sources", Sources, Given(steps), []),
        ];
        Projections =
        [
            Project(0, 0, receptors[0][0], 12), Project(1, 0, receptors[0][1], 12), Project(0, 1, receptors[1][0], 12),
                Project(2, 0, receptors[0][random.Next(2)], 24),
            Project(2, 1, receptors[1][0], 32),
        ];
    }

    public ulong Seed { get; }

    public IReadOnlyList<TwinPopulation> Populations { get; }

    public IReadOnlyList<TwinProjection> Projections { get; }

    private SpikeTimes Given(int steps)
    {
        var spikes = Enumerable.Range(0, steps / 8).Select(_ => (Cell: random.Next(Sources), Time: (1 + random.Next(steps)) * 0.1 * ms)).ToList();
        return new SpikeTimes([.. spikes, .. spikes.Where(_ => random.Next(4) == 0)]);
    }

    // Weights are multiples of 2^-10 nS, so that single precision holds them, and small, so that the unit of what arrives is below 1e-12 nS.
    private TwinProjection Project(int source, int target, RandomReceptor receptor, int count)
    {
        bool Maybe() => random.Next(2) == 0;
        int first = Maybe() ? 1 : 0;
        int sources = (source == 2 ? Sources : RandomCell.Cells) - first;
        var (axonal, dendritic) = (Delays(), Delays());
        double equal = Weight();
        bool areEqual = Maybe();
        var contacts = Enumerable.Range(0, count).Select(_ => new TwinContact(
            random.Next(sources), random.Next(RandomCell.Cells), areEqual ? equal : Weight(), axonal(), dendritic())).ToList();
        bool targetsDiffer = contacts.Exists(contact => contact.Dendritic != contacts[0].Dendritic);
        var release = random.Next(3) > 0 ? new RandomRelease("release", random.Next()) : null;
        var plasticity = random.Next(3) > 0 ? new RandomPlasticity("plasticity", random.Next(), targetsDiffer) : null;
        return new TwinProjection(source, target, receptor, contacts, release, plasticity) { FirstSource = first };

        double Weight() => Math.Round(1024 * (0.1 + (0.35 * random.NextDouble()))) / 1024 * 1e-9;

        // None, one for all, or one for each synapse.
        Func<int> Delays()
        {
            int longest = random.Next(3) * 7;
            return Maybe() ? () => random.Next(longest + 1) : () => longest;
        }
    }
}
