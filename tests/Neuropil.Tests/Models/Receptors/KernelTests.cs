using static Neuropil.Units;

namespace Neuropil.Tests.Models.Receptors;

/// <summary>Kernels of receptors against closed forms, at every step.</summary>
public class KernelTests
{
    private const double Dt = 0.1;

    /// <summary>A cell that never spikes.</summary>
    internal static LeakyIntegrateAndFire Passive { get; } = new()
    {
        Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = -60 * mV, Threshold = 1000 * mV, Reset = -60 * mV,
    };

    public static TheoryData<double, double> TimeConstants => new()
    {
        { 2, 8 }, { 8, 2 }, { 0.5, 5 }, { 2, 2 }, { 2, 2 * (1 + 1e-9) }, { 2, 2 * (1 + 1e-14) }, { 2, 2.0001 }, { 0.01, 5 }, { 3, 100 },
    };

    [Theory]
    [MemberData(nameof(TimeConstants))]
    public void A_double_exponential_is_its_closed_form_at_every_step_however_near_its_times_are(double rise, double decay)
    {
        var receptor = new DoubleExponential("k") { Rise = rise * ms, Decay = decay * ms };
        var run = new CellRun(Passive, Dt, null, 0, receptor);
        run.Arrive("k", 3);
        for (int n = 0; n < 1000; n++)
        {
            Assert.Equal(3 * Kernel(n * Dt, rise, decay), run.Step()["k.g"], 3e-12);
        }
    }

    [Fact]
    public void Equal_times_are_the_alpha_function_to_the_bit_of_its_own_receptor_and_exchanged_times_change_rounding_only()
    {
        var run = new CellRun(
            Passive, Dt, null, 0, new DoubleExponential("equal") { Rise = 3 * ms, Decay = 3 * ms }, new Alpha("alpha") { TimeConstant = 3 * ms },
            new DoubleExponential("there") { Rise = 2 * ms, Decay = 8 * ms }, new DoubleExponential("back") { Rise = 8 * ms, Decay = 2 * ms },
            new DoubleExponentialCurrent("current") { Rise = 2 * ms, Decay = 8 * ms }, new AlphaCurrent("alphaCurrent") { TimeConstant = 3 * ms });
        foreach (string name in new[] { "equal", "alpha", "there", "back", "current", "alphaCurrent" })
        {
            run.Arrive(name, 1);
        }

        for (int n = 0; n < 1000; n++)
        {
            run.Step();
            Assert.Equal(n * Dt / 3 * Math.Exp(1 - (n * Dt / 3)), run["alpha.g"], 1e-12);
            Assert.Equal(run["alpha.g"], run["equal.g"]);
            Assert.Equal(run["alpha.g"], run["alphaCurrent.s"], 1e-12);
            Assert.Equal(run["there.g"], run["back.g"], 1e-12);
            Assert.Equal(run["there.g"], run["current.s"], 1e-12);
        }
    }

    [Fact]
    public void Sizes_are_peak_area_and_the_stages_as_the_chapter_writes_them()
    {
        var stages = KernelSize.Stages;
        var run = new CellRun(
            Passive, Dt, null, 0, new Alpha("printed") { TimeConstant = 3 * ms, Size = stages },
            new Alpha("area") { TimeConstant = 3 * ms, Size = KernelSize.Area(1 * ms) },
            new DoubleExponential("two") { Rise = 2 * ms, Decay = 8 * ms, Size = stages },
            new DoubleExponential("owt") { Rise = 8 * ms, Decay = 2 * ms, Size = stages },
            new DoubleExponential("unit") { Rise = 2 * ms, Decay = 8 * ms, Size = KernelSize.Area(1 * ms) });
        foreach (string name in new[] { "printed", "area", "two", "owt", "unit" })
        {
            run.Arrive(name, 1);
        }

        for (int n = 0; n < 200; n++)
        {
            double t = n * Dt;
            run.Step();
            Assert.Equal(t / 3 * Math.Exp(-t / 3), run["printed.g"], 1e-12);
            Assert.Equal(t / 9 * Math.Exp(-t / 3), run["area.g"], 1e-12);
            Assert.Equal(8.0 / 6 * (Math.Exp(-t / 8) - Math.Exp(-t / 2)), run["two.g"], 1e-12);
            Assert.Equal(run["two.g"], run["owt.g"], 1e-12);
            Assert.Equal((Math.Exp(-t / 8) - Math.Exp(-t / 2)) / 6, run["unit.g"], 1e-12);
        }
    }

    [Fact]
    public void The_largest_value_is_the_weight_at_the_time_of_the_closed_form()
    {
        // 2 and 8 ms: 3.696785 ms.
        var run = new CellRun(Passive, 3.696785, null, 0, new DoubleExponential("k") { Rise = 2 * ms, Decay = 8 * ms });
        run.Arrive("k", 1);
        Assert.Equal(1, run.Step(2)["k.g"], 1e-12);
        Assert.Equal(2.116535, 1 / (8.0 / 6 * 6 / 8 * (Math.Exp(-3.696785 / 8) - Math.Exp(-3.696785 / 2))), 1e-6);
    }

    [Fact]
    public void Many_spikes_are_the_sum_of_single_ones()
    {
        var run = new CellRun(Passive, Dt, null, 0, new DoubleExponential("k") { Rise = 1 * ms, Decay = 6 * ms });
        int[] spikes = [0, 3, 4, 50, 120, 121, 122, 400];
        for (int n = 0; n < 600; n++)
        {
            if (spikes.Contains(n))
            {
                run.Arrive("k", 2);
            }

            Assert.Equal(spikes.Where(spike => spike <= n).Sum(spike => 2 * Kernel((n - spike) * Dt, 1, 6)), run.Step()["k.g"], 1e-11);
        }
    }

    [Fact]
    public void The_current_is_conductance_times_driving_force()
    {
        var run = new CellRun(Passive, Dt, null, 0, new Alpha("k") { Reversal = -20 * mV });
        run.Arrive("k", 1);
        run.Step(20);
        Assert.Equal(run["k.g"] * (-20 - run["V"]), run["k.current"], 1e-12);
    }

    [Fact]
    public void Bad_values_are_named()
    {
        Error("k.rise is 0 ms; expected more than 0 ms.", new DoubleExponential("k") { Rise = 0 * ms });
        Error("k.decay is -8 ms; expected more than 0 ms.", new DoubleExponentialCurrent("k") { Decay = -8 * ms });
        Error("k.timeConstant is 0 ms; expected more than 0 ms.", new Alpha("k") { TimeConstant = 0 * ms });
        Assert.Contains("The area of a kernel is 0 ms; expected more than 0 ms.",
            Assert.Throws<ArgumentOutOfRangeException>(() => KernelSize.Area(0 * ms)).Message, StringComparison.Ordinal);

        static void Error(string message, Receptor receptor)
            => Assert.Equal(message, Assert.Throws<ArgumentException>(() => CellRun.SystemOf(Passive, receptor)).Message);
    }

    /// <summary>The double exponential of peak one, in a form that does not cancel: e^(-t/d) (1 - e^(-t x)) / x with x = 1/rise - 1/decay.</summary>
    internal static double Kernel(double t, double rise, double decay)
    {
        return Shape(t) / Shape(Peak());

        double Shape(double at)
        {
            double x = (1 / rise) - (1 / decay);
            double y = -at * x;
            double exprel = Math.Abs(y) < 1e-4 ? 1 + (y / 2) + (y * y / 6) + (y * y * y / 24) : (Math.Exp(y) - 1) / y;
            return Math.Exp(-at / decay) * at * exprel;
        }

        // ln(decay/rise)/x, by its series where the times are near each other.
        double Peak()
        {
            double e = (decay - rise) / rise;
            return Math.Abs(e) < 1e-3 ? decay * (1 - (e / 2) + (e * e / 3) - (e * e * e / 4)) : Math.Log(decay / rise) / ((1 / rise) - (1 / decay));
        }
    }
}
