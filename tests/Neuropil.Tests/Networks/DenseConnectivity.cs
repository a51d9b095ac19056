using MathNet.Numerics.Distributions;
using Neuropil.Networks;

namespace Neuropil.Tests.Networks;

/// <summary>
/// The slow, obvious twin of the builder: a table of how often each source connects to each target, filled by visiting every pair or drawing from
/// explicit lists of candidates. It knows the rules and which stream draws what, and nothing of rows, sorting, shares or bitmaps.
/// </summary>
internal static class DenseConnectivity
{
    public static int[,] Build(ConnectionRule rule, ConnectionEnds ends, ulong seed, ulong projection)
    {
        int[,] times = new int[ends.Sources, ends.Targets];
        switch (rule)
        {
            case AllToAll:
                ForEachPair(times, rule, ends, (_, _) => true);
                break;
            case OneToOne:
                ForEachPair(times, rule, ends, (source, target) => source == target);
                break;
            case ExplicitPairs pairs:
                foreach ((int source, int target) in pairs.Pairs)
                {
                    times[source, target]++;
                }

                break;
            case FixedOutDegree outDegree:
                for (int source = 0; source < ends.Sources; source++)
                {
                    int[] candidates = [.. Enumerable.Range(0, ends.Targets).Where(target => Allowed(rule, ends, source, target))];
                    foreach (int target in Draw(candidates, outDegree.Count, outDegree.WithRepetition, Stream(seed, projection, source, 0)))
                    {
                        times[source, target]++;
                    }
                }

                break;
            case FixedInDegree inDegree:
                for (int target = 0; target < ends.Targets; target++)
                {
                    int[] candidates = [.. Enumerable.Range(0, ends.Sources).Where(source => Allowed(rule, ends, source, target))];
                    foreach (int source in Draw(candidates, inDegree.Count, inDegree.WithRepetition, Stream(seed, projection, target, 0)))
                    {
                        times[source, target]++;
                    }
                }

                break;
            case FixedProbability bernoulli:
                for (int source = 0; source < ends.Sources; source++)
                {
                    int[] candidates = [.. Enumerable.Range(0, ends.Targets).Where(target => Allowed(rule, ends, source, target))];
                    RandomStream numbers = Stream(seed, projection, source, 0);
                    int count = BinomialQuantile(candidates.Length, bernoulli.Probability, numbers.NextDouble());
                    foreach (int target in Draw(candidates, count, withRepetition: false, Stream(seed, projection, source, 1)))
                    {
                        times[source, target]++;
                    }
                }

                break;
            case FixedTotalNumber total:
                // How many a source has is drawn from pairs, in chunks of 65536; whom it has, from a stream of its own.
                int[] left = new int[ends.Sources];
                for (long chunk = 0; chunk * 65536 < total.Count; chunk++)
                {
                    RandomStream numbers = Stream(seed, projection, (int)chunk, 1);
                    for (long i = chunk * 65536; i < Math.Min(total.Count, (chunk + 1) * 65536); i++)
                    {
                        left[SourceOfPair(rule, ends, ref numbers)]++;
                    }
                }

                for (int source = 0; source < ends.Sources; source++)
                {
                    int[] candidates = [.. Enumerable.Range(0, ends.Targets).Where(target => Allowed(rule, ends, source, target))];
                    foreach (int target in Draw(candidates, left[source], withRepetition: true, Stream(seed, projection, source, 0)))
                    {
                        times[source, target]++;
                    }
                }

                break;
            default:
                throw new NotSupportedException(rule.ToString());
        }

        return times;
    }

    /// <summary>The table of what the builder made.</summary>
    public static int[,] Of(Connectivity connectivity, ConnectionEnds ends)
    {
        int[,] times = new int[ends.Sources, ends.Targets];
        for (int source = 0; source < ends.Sources; source++)
        {
            foreach (int target in connectivity.Row(source))
            {
                times[source, target]++;
            }
        }

        return times;
    }

    private static bool Allowed(ConnectionRule rule, ConnectionEnds ends, int source, int target)
        => rule.SelfConnections || ends.SelfOffset is null || source + ends.SelfOffset != target;

    private static void ForEachPair(int[,] times, ConnectionRule rule, ConnectionEnds ends, Func<int, int, bool> connects)
    {
        for (int source = 0; source < ends.Sources; source++)
        {
            for (int target = 0; target < ends.Targets; target++)
            {
                times[source, target] += connects(source, target) && Allowed(rule, ends, source, target) ? 1 : 0;
            }
        }
    }

    private static List<int> Draw(int[] candidates, int count, bool withRepetition, RandomStream stream)
    {
        var drawn = new List<int>();
        for (int i = 0; i < count; i++)
        {
            if (withRepetition)
            {
                drawn.Add(candidates[stream.NextInt32(candidates.Length)]);
            }
            else
            {
                int last = candidates.Length - count + i;
                int candidate = candidates[stream.NextInt32(last + 1)];
                drawn.Add(drawn.Contains(candidate) ? candidates[last] : candidate);
            }
        }

        return drawn;
    }

    private static int SourceOfPair(ConnectionRule rule, ConnectionEnds ends, ref RandomStream numbers)
    {
        while (true)
        {
            int source = numbers.NextInt32(ends.Sources);
            bool hasSelf = Enumerable.Range(0, ends.Targets).Any(target => !Allowed(rule, ends, source, target));
            if (!hasSelf || Allowed(rule, ends, source, numbers.NextInt32(ends.Targets)))
            {
                return source;
            }
        }
    }

    private static int BinomialQuantile(int trials, double probability, double uniform)
    {
        int number = 0;
        while (number < trials && Binomial.CDF(probability, trials, number) <= uniform)
        {
            number++;
        }

        return number;
    }

    private static RandomStream Stream(ulong seed, ulong projection, int entity, uint step)
        => new(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)entity), step);
}
