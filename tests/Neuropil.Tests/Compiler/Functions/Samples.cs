namespace Neuropil.Tests.Compiler.Functions;

/// <summary>Arguments that try a function where it is hard: dense in the bulk, random in every binade, next to every border.</summary>
public static class Samples
{
    /// <summary>Uniform between two bounds.</summary>
    public static IEnumerable<double> Uniform(double low, double high, int count, int seed = 1)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return low + ((high - low) * random.NextDouble());
        }
    }

    /// <summary>Of both signs, several in each binade from 2^first to 2^last.</summary>
    public static IEnumerable<double> Binades(int first, int last, int each, int seed = 2)
    {
        var random = new Random(seed);
        for (var e = first; e <= last; e++)
        {
            for (var i = 0; i < each; i++)
            {
                var x = Math.ScaleB(1 + random.NextDouble(), e);
                yield return x;
                yield return -x;
            }
        }
    }

    /// <summary>
    /// The nearest doubles around multiples of a step: borders of an argument reduction are at odd halves of it, cancellation is at whole ones.
    /// </summary>
    public static IEnumerable<double> AroundMultiples(double step, int from, int to, int each = 3)
    {
        for (var k = from; k <= to; k++)
        {
            var x = k * step;
            for (var i = 0; i < each; i++)
            {
                x = Math.BitDecrement(x);
            }
            for (var i = 0; i < (2 * each) + 1; i++, x = Math.BitIncrement(x))
            {
                yield return x;
            }
        }
    }
}
