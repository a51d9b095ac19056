using static Neuropil.Units;

namespace Neuropil.Tests.Theory;

public class RateEquationsTests
{
    // w_EE 2, w_IE 2, w_II 1: stable iff (w_EE - 1)/tau_E < (1 + w_II)/tau_I and w_EI w_IE > (w_EE - 1)(1 + w_II). The inputs hold the rates at 10.
    private static RateFixedPoint Linear(double inhibition, Time tauI)
        => new RateEquations([20 * ms, tauI], new[,] { { 2, -inhibition }, { 2, -1 } }, [10 * (inhibition - 1), 0], new ThresholdLinear()).FixedPoint(10, 10);

    [Fact]
    public void Enough_inhibition_stabilises_strong_recurrent_excitation()
        => Assert.Equal(1, RateEquations.StabilityBoundary(inhibition => Linear(inhibition, 5 * ms), 0.9, 1.5), 1e-6);

    [Fact]
    public void Slow_inhibition_oscillates()
    {
        // Trace zero at tau_I = 40 ms; there the frequency is sqrt(determinant)/(2 pi) = sqrt((w_EI w_IE - (w_EE - 1)(1 + w_II))/(tau_E tau_I))/(2 pi).
        double hopf = RateEquations.StabilityBoundary(tau => Linear(1.5, tau * ms), 10, 80);
        Assert.Equal(40, hopf, 1e-6);
        Assert.Equal(Math.Sqrt(1 / (0.02 * 0.04)) / (2 * Math.PI), Linear(1.5, hopf * ms).Rhythm / Hz, 1e-6);
        Assert.Equal(5.627, Linear(1.5, hopf * ms).Rhythm / Hz, 1e-3);
    }

    [Fact]
    public void More_input_to_inhibition_lowers_its_rate_where_excitation_alone_is_unstable()
    {
        // By Cramer's rule: dr_I/dI_I = (1 - w_EE)/((1 - w_EE)(1 + w_II) + w_EI w_IE) = -1/(-2 + 3) at w_EI = 1.5.
        Assert.Equal(-1, Linear(1.5, 5 * ms).Responses[1, 1], 1e-12);
        var weak = new RateEquations([20 * ms, 10 * ms], new[,] { { 0.5, -1.5 }, { 2, -1 } }, [10, 5], new ThresholdLinear()).FixedPoint(10, 10);
        Assert.True(weak.Responses[1, 1] > 0);
    }

    [Fact]
    public void A_bistable_unit_has_two_stable_fixed_points_and_one_between()
    {
        // r = 1/(1 + exp(5 - 10 r)) has the roots 1/2 and, by symmetry, r and 1 - r.
        var unit = new RateEquations([10 * ms], new[,] { { 10.0 } }, [0], new Sigmoid { Threshold = 5 });
        var found = unit.FixedPoints(1, 21);
        Assert.Equal(3, found.Count);
        Assert.Equal([true, false, true], found.Select(each => each.IsStable));
        Assert.Equal(0.5, found[1].Rates[0], 1e-9);
        Assert.Equal(1, found[0].Rates[0] + found[2].Rates[0], 1e-9);

        // The eigenvalue of one unit: (f' w - 1)/tau with f' = r (1 - r).
        Assert.All(found, each => Assert.Equal(((each.Rates[0] * (1 - each.Rates[0]) * 10) - 1) / 0.01, each.Eigenvalues[0].Real, 1e-6));
        Assert.Equal(0, found[0].Rhythm.SiValue);
    }

    [Fact]
    public void Small_deviations_go_as_the_eigenvalues_say()
    {
        // The equations themselves, in small steps, from a deviation along both directions.
        var point = Linear(1.5, 30 * ms);
        double e = point.Rates[0] + 0.01, i = point.Rates[1];
        const double Step = 1e-6;
        Assert.InRange(point.Rhythm / Hz, 1, 100);
        double steps = Math.Round(1 / (point.Rhythm / Hz) / Step);
        for (int n = 0; n < steps; n++)
        {
            (e, i) = (e + (Step / 0.02 * (-e + (2 * e) - (1.5 * i) + 5)), i + (Step / 0.03 * (-i + (2 * e) - i)));
        }

        // After one period the deviation points as before and is e^(Re λ T) as long.
        double expected = 0.01 * Math.Exp(point.Eigenvalues[0].Real * steps * Step);
        Assert.Equal(expected, e - point.Rates[0], 2e-3 * 0.01);
    }

    [Fact]
    public void What_does_not_fit_or_has_no_fixed_point_is_said()
    {
        Assert.StartsWith("There are 2 time constants, 1 x 1 weights", Message<ArgumentException>(()
            => new RateEquations([10 * ms, 10 * ms], new[,] { { 1.0 } }, [0], new ThresholdLinear())));
        Assert.StartsWith("A time constant is 0", Message<ArgumentException>(() => new RateEquations([0 * ms], new[,] { { 1.0 } }, [0],
            new ThresholdLinear())));
        var runaway = new RateEquations([10 * ms], new[,] { { 2.0 } }, [1], new ThresholdLinear());
        Assert.StartsWith("No fixed point is found from rates of 0", Message<InvalidOperationException>(() => runaway.FixedPoint()));
        Assert.StartsWith("The fixed point is stable at 2 and at 3", Message<ArgumentException>(()
            => RateEquations.StabilityBoundary(inhibition => Linear(inhibition, 5 * ms), 2, 3)));

        static string Message<T>(Action act)
            where T : Exception
            => Assert.Throws<T>(act).Message;
    }
}
