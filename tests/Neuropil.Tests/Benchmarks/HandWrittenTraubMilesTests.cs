using System.Runtime.Intrinsics;
using Neuropil.Benchmarks;

namespace Neuropil.Tests.Benchmarks;

/// <summary>The loop written by hand against a plain one that reads like the equations, in both precisions.</summary>
public class HandWrittenTraubMilesTests
{
    private const int Cells = 128;
    private const int Steps = 400;

    [Fact]
    public void It_spikes_as_often_as_a_plain_loop()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor has no vectors of 512 bits.");
        long expected = Plain();
        using var twice = new HandWrittenTraubMiles<double, HandWrittenDouble>(Cells, seed: 1);
        using var once = new HandWrittenTraubMiles<float, HandWrittenSingle>(Cells, seed: 1);
        Assert.InRange(expected, Cells, 50 * Cells);
        Assert.Equal(expected, twice.Run(Steps));

        // In single precision a crossing may fall into the next step, beyond the end.
        Assert.InRange(once.Run(Steps), expected - 2, expected + 2);
    }

    private static long Plain()
    {
        const double Dt = 0.1;
        double[] v = Column(-65, 5, 1), m = Column(0.02, 0, 1), h = Column(0.9, 0, 1), n = Column(0.05, 0, 1), e = Column(40, 15, 2), i = Column(200, 60, 3);
        long spikes = 0;
        for (int step = 0; step < Steps; step++)
        {
            for (int c = 0; c < Cells; c++)
            {
                e[c] = (e[c] * Math.Exp(-Dt / 5)) + (70 * (0.5 + (3.0 * c / Cells)) * (1 - Math.Exp(-Dt / 5)));
                i[c] = (i[c] * Math.Exp(-Dt / 10)) + (375 * (1 - Math.Exp(-Dt / 10)));
                double u = v[c] + 63;
                double sodium = 20_000 * Math.Pow(m[c], 3) * h[c];
                double potassium = 6000 * Math.Pow(n[c], 4);
                double conductance = sodium + potassium + 10 + e[c] + i[c];
                double steady = ((50 * sodium) - (90 * potassium) - 600 - (80 * i[c])) / conductance;
                double next = steady + ((v[c] - steady) * Math.Exp(-Dt * conductance / 200));
                m[c] = Gate(m[c], 1.28 * Bernoulli((13 - u) / 4), 1.4 * Bernoulli((u - 40) / 5));
                h[c] = Gate(h[c], 0.128 * Math.Exp((17 - u) / 18), 4 / (1 + Math.Exp((40 - u) / 5)));
                n[c] = Gate(n[c], 0.16 * Bernoulli((15 - u) / 5), 0.5 * Math.Exp((10 - u) / 40));
                spikes += v[c] < -20 && next >= -20 ? 1 : 0;
                v[c] = next;
            }
        }

        return spikes;

        static double Gate(double x, double opening, double closing)
            => (opening / (opening + closing)) + ((x - (opening / (opening + closing))) * Math.Exp(-Dt * (opening + closing)));

        static double Bernoulli(double x) => x == 0 ? 1 : x / (Math.Exp(x) - 1);

        static double[] Column(double mean, double deviation, ulong seed)
        {
            var random = new RandomStream(seed, RandomPurpose.InitialValue, 0);
            double[] column = new double[Cells];
            for (int c = 0; c < Cells; c++)
            {
                column[c] = mean + (deviation == 0 ? 0 : deviation * random.NextNormal());
            }

            return column;
        }
    }
}
