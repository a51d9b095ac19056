using static Neuropil.Units;

namespace Neuropil.Tests.Models.Releases;

/// <summary>Depression and facilitation against numbers of others, closed forms, and recursions written down from the papers.</summary>
public class ShortTermPlasticityTests
{
    // What arrives is counted in units of 2^-45 of the largest weight.
    private const double Rounding = 1e-12;

    [Fact]
    public void A_train_of_two_variables_is_that_of_the_formulas()
        => Trains.Same([0.5, 0.391618, 0.190866, 0.115498, 0.098541],
            Trains.Regular(new TsodyksMarkram("r") { Utilization = 0.5, Recovery = 300 * ms, Facilitation = 200 * ms }, 5, 30), 6e-7);

    [Fact]
    public void A_train_of_three_states_is_that_of_another_simulators_own_test()
    {
        double[] found = Trains.Regular(new TsodyksMarkramThreeState("r") { Utilization = 0.5, Recovery = 800 * ms, Inactivation = 3 * ms }, 60, 50);
        Trains.Same([0.5, 0.264263, 0.153952, 0.102334, 0.078179], found[..5], 6e-7);
        Assert.Equal(0.056936, found[^1], 6e-7);
    }

    [Fact]
    public void Two_variables_follow_the_recursion_of_Markram_Wang_and_Tsodyks()
    {
        // Their u is raised before the spike, from zero: u+ = u e + U (1 - u e); the amplitude is A R u+ (eqs. 1 to 4).
        double[] spikes = Trains.Irregular(60, 40, seed: 1);
        var (u, r) = (0.0, 1.0);
        double[] expected = [.. spikes.Select((time, i) =>
        {
            double age = i == 0 ? 0 : time - spikes[i - 1];
            r = i == 0 ? 1 : (r * (1 - u) * Math.Exp(-age / 130)) + 1 - Math.Exp(-age / 130);
            u *= Math.Exp(-age / 530);
            u += 0.03 * (1 - u);
            return r * u;
        })];
        Trains.Same(expected, Trains.Of(new TsodyksMarkram("r") { Utilization = 0.03, Recovery = 130 * ms, Facilitation = 530 * ms }, spikes), Rounding);
    }

    [Theory]
    [InlineData(3, 800)]
    [InlineData(100, 100)]
    [InlineData(200, 100)]
    public void Three_states_follow_their_differential_equations(double inactivation, double recovery)
    {
        // Runge and Kutta's method in steps of 0.02 ms; equal time constants included, where the sum of exponentials has no meaning.
        double[] spikes = Trains.Irregular(25, 30, seed: 2);
        var (x, y, z, u, now) = (1.0, 0.0, 0.0, 0.0, 0.0);
        double[] expected = [.. spikes.Select(time =>
        {
            int steps = (int)Math.Round((time - now) / 0.02);
            for (int n = 0; n < steps; n++)
            {
                (x, y, z, u) = Step(x, y, z, u);
            }

            now = time;
            u += 0.3 * (1 - u);
            double released = u * x;
            (x, y) = (x - released, y + released);
            return released;
        })];
        var release = new TsodyksMarkramThreeState("r")
        {
            Utilization = 0.3, Recovery = recovery * ms, Inactivation = inactivation * ms, Facilitation = 150 * ms,
        };
        Trains.Same(expected, Trains.Of(release, spikes), 1e-10);

        (double, double, double, double) Step(double a, double b, double c, double d)
        {
            const double h = 0.02;
            var k1 = Slope(a, b, c, d);
            var k2 = Slope(a + (h / 2 * k1.A), b + (h / 2 * k1.B), c + (h / 2 * k1.C), d + (h / 2 * k1.D));
            var k3 = Slope(a + (h / 2 * k2.A), b + (h / 2 * k2.B), c + (h / 2 * k2.C), d + (h / 2 * k2.D));
            var k4 = Slope(a + (h * k3.A), b + (h * k3.B), c + (h * k3.C), d + (h * k3.D));
            return (a + (h / 6 * (k1.A + (2 * k2.A) + (2 * k3.A) + k4.A)), b + (h / 6 * (k1.B + (2 * k2.B) + (2 * k3.B) + k4.B)),
                c + (h / 6 * (k1.C + (2 * k2.C) + (2 * k3.C) + k4.C)), d + (h / 6 * (k1.D + (2 * k2.D) + (2 * k3.D) + k4.D)));
        }

        (double A, double B, double C, double D) Slope(double a, double b, double c, double d)
        {
            _ = a;
            return (c / recovery, -b / inactivation, (b / inactivation) - (c / recovery), -d / 150);
        }
    }

    [Fact]
    public void Fast_inactivation_makes_three_states_two()
    {
        double[] spikes = Trains.Irregular(40, 20, seed: 3);
        Trains.Same(
            Trains.Of(new TsodyksMarkram("r") { Utilization = 0.4, Recovery = 300 * ms, Facilitation = 100 * ms }, spikes),
            Trains.Of(new TsodyksMarkramThreeState("r") { Utilization = 0.4, Recovery = 300 * ms, Inactivation = 1e-9 * ms, Facilitation = 100 * ms }, spikes),
                1e-10);
    }

    [Fact]
    public void Facilitation_comes_first_where_it_is_said_so()
    {
        double[] spikes = Trains.Irregular(40, 60, seed: 4);
        var (u, r) = (0.2, 1.0);
        double[] expected = [.. spikes.Select((time, i) =>
        {
            double age = i == 0 ? 0 : time - spikes[i - 1];
            u = 0.2 + ((u - 0.2) * Math.Exp(-age / 1500));
            r = 1 - ((1 - r) * Math.Exp(-age / 200));
            u += 0.2 * (1 - u);
            double released = u * r;
            r -= released;
            return released;
        })];
        Trains.Same(expected, Trains.Of(new MongilloBarakTsodyks("r"), spikes), Rounding);
    }

    [Fact]
    public void Factors_of_facilitation_and_depression_follow_Varela_and_others()
    {
        double[] spikes = Trains.Irregular(40, 100, seed: 5);
        var (f, d1, d2) = (1.0, 1.0, 1.0);
        double[] expected = [.. spikes.Select((time, i) =>
        {
            double age = i == 0 ? 0 : time - spikes[i - 1];
            f = 1 + ((f - 1) * Math.Exp(-age / 90));
            d1 = 1 + ((d1 - 1) * Math.Exp(-age / 380));
            d2 = 1 + ((d2 - 1) * Math.Exp(-age / 9200));
            double released = f * d1 * d2;
            (f, d1, d2) = (f + 0.9, d1 * 0.4, d2 * 0.975);
            return released;
        })];
        Trains.Same(expected, Trains.Of(new FacilitationDepression("r"), spikes), 1e-10);
    }

    [Fact]
    public void Enhancement_has_the_values_of_its_formula()
    {
        // 20 per second; before spikes 2, 11 and 201, and single spikes 0.3, 1, 10 and 60 s after the 200th, each alone.
        double[] tetanus = [.. Enumerable.Range(0, 201).Select(i => 10 + (50.0 * i))];
        double[] found = Trains.Of(new Enhancement("e"), tetanus);
        Assert.Equal(1, found[0], 1e-10);
        Assert.Equal(1.415375, found[1], 6e-7);
        Assert.Equal(2.282197, found[10], 6e-7);
        Assert.Equal(7.612475, found[200], 6e-7);
        foreach (var (after, expected) in new[] { (0.3, 4.527420), (1.0, 3.415158), (10, 2.039801), (60, 1.271456) })
        {
            Assert.Equal(expected, Trains.Of(new Enhancement("e"), [.. tetanus[..200], tetanus[199] + (1000 * after)])[^1], 6e-7);
        }

        double[] sum = Trains.Of(new Enhancement("e")
        {
            Form = EnhancementForm.Sum, Augmentation = 0.025, AugmentationDecay = 3 * second, Potentiation = 0,
        }, tetanus[..11]);
        Assert.Equal(1.420468, sum[1], 6e-7);
        Assert.Equal(2.230617, sum[10], 6e-7);
    }

    [Fact]
    public void Enhancement_raises_the_part_of_a_resource_that_is_used_up_to_all_of_it()
    {
        double[] spikes = Trains.Irregular(300, 20, seed: 6);
        double[] tau = [50, 300, 7000, 60000], rise = [0.8, 0.12, 0.01, 0.004], a = new double[4];
        var (r, most) = (1.0, 0.0);
        double[] expected = [.. spikes.Select((time, i) =>
        {
            double age = i == 0 ? 0 : time - spikes[i - 1];
            r = 1 - ((1 - r) * Math.Exp(-age / 800));
            a = [.. a.Select((component, k) => component * Math.Exp(-age / tau[k]))];
            double used = Math.Min(1, 0.25 * (1 + a[0] + a[1]) * (1 + a[2]) * (1 + a[3]));
            most = Math.Max(most, used);
            a = [.. a.Select((component, k) => component + rise[k])];
            double released = used * r;
            r -= released;
            return released;
        })];
        Assert.Equal(1, most);
        Trains.Same(expected, Trains.Of(new EnhancementWithDepression("e") { Utilization = 0.25 }, spikes), 1e-11);
    }
}
