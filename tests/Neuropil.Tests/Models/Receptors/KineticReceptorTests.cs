using static Neuropil.Units;

namespace Neuropil.Tests.Models.Receptors;

/// <summary>Receptors that transmitter opens: closed forms, quadrature, order, stability at any step.</summary>
public class KineticReceptorTests
{
    private static readonly LeakyIntegrateAndFire cell = KernelTests.Passive;

    public static TheoryData<KineticReceptor, double, double> Pulses => new()
    {
        { new KineticAmpa("k"), 0.617986, 0.289011 },
        { new KineticNmda("k"), 0.069243, 0.067439 },
        { new KineticGabaA("k"), 0.959819, 0.467194 },
    };

    [Theory]
    [MemberData(nameof(Pulses))]
    public void A_square_pulse_opens_as_the_closed_form_says(KineticReceptor receptor, double atOne, double atFive)
    {
        var run = new CellRun(cell, 0.1, null, 0, receptor with { PulseDuration = 1 * ms });
        run.Arrive("k", 1);
        run.Step(6);
        Assert.Equal(1, run["k.T"]);
        Assert.Equal(atOne, run.Step(5)["k.r"], 1e-6);
        Assert.Equal(0, run["k.T"]);
        Assert.Equal(atFive, run.Step(40)["k.r"], 1e-6);
    }

    [Fact]
    public void A_pulse_needs_no_whole_number_of_steps_and_a_second_one_begins_anew()
    {
        double[] ends = [.. new[] { 0.1, 0.4, 0.3, 2.4 }.Select(dt =>
        {
            var run = new CellRun(cell, dt, null, 0, new KineticGabaB("k") { PulseDuration = 0.7 * ms });
            run.Arrive("k", 0.5);
            return run.Step((int)Math.Round(24 / dt) + 1)["k.G"];
        })];
        Assert.All(ends, end => Assert.Equal(ends[0], end, 1e-15));

        var (alpha, beta) = (1.1, 0.19);
        var again = new CellRun(cell, 0.1, null, 0, new KineticAmpa("k") { PulseDuration = 1 * ms });
        again.Arrive("k", 1);
        again.Step(5);
        again.Arrive("k", 2);
        double r = Relax(Relax(0, 0.5, 1), 1, 2);
        Assert.Equal(r * Math.Exp(-beta * 2), again.Step(31)["k.r"], 1e-13);

        double Relax(double from, double time, double transmitter)
        {
            double rate = (alpha * transmitter) + beta;
            return (alpha * transmitter / rate) + ((from - (alpha * transmitter / rate)) * Math.Exp(-rate * time));
        }
    }

    [Fact]
    public void G_protein_under_a_pulse_is_the_integral_over_the_bound_receptors()
    {
        var run = new CellRun(cell, 0.1, null, 0, new KineticGabaB("k") { PulseDuration = 0.3 * ms });
        run.Arrive("k", 0.5);
        run.Step();

        // A slow twin: 1000 midpoint steps in each step.
        double g = 0, r = 0;
        double largest = 0, at = 0;
        for (int n = 0; n < 3000; n++)
        {
            for (int i = 0; i < 1000; i++)
            {
                double h = 1e-4, t = n < 3 ? 0.5 : 0;
                double middle = r + (h / 2 * ((0.52 * t * (1 - r)) - (0.0013 * r)));
                double slope = (0.52 * t * (1 - middle)) - (0.0013 * middle);
                g += h * ((0.098e-3 * middle) - (0.033 * (g + (h / 2 * ((0.098e-3 * r) - (0.033 * g))))));
                r += h * slope;
            }

            run.Step();
            Assert.Equal(r, run["k.r"], 1e-9);
            Assert.Equal(g, run["k.G"], 1e-12);
            (largest, at) = g > largest ? (g, (n + 1) * 0.1) : (largest, at);
        }

        Assert.Equal(0.195e-3, largest, 1e-6);
        Assert.InRange(at, 101, 103);
    }

    public static TheoryData<KineticReceptor, string[]> Decaying => new()
    {
        { new KineticAmpa("k"), ["k.r"] },
        { new KineticNmda("k"), ["k.r"] },
        { new KineticGabaA("k") { Clearance = 0.3 * ms }, ["k.r"] },
        { new KineticGabaB("k"), ["k.r", "k.G"] },
    };

    [Theory]
    [MemberData(nameof(Decaying))]
    public void Decaying_transmitter_agrees_with_the_adaptive_solver_at_order_four(KineticReceptor receptor, string[] variables)
    {
        var exact = new AdaptiveSimulation(
            cell, new AdaptiveOptions { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-16 },
            new ReceptorInput<Concentration>(receptor, [(0 * ms, 1 * mM), (1.6 * ms, 0.5 * mM)])).Run(6.4 * ms);
        foreach (string variable in variables)
        {
            double expected = exact[variable].SiValue; // a pure number, or mol/m^3 = mM
            double[] errors = [.. new[] { 0.4, 0.2, 0.1 }.Select(dt =>
            {
                var run = new CellRun(cell, dt, null, 0, receptor);
                run.Arrive("k", 1);
                run.Step((int)Math.Round(1.6 / dt));
                run.Arrive("k", 0.5);
                return Math.Abs(run.Step((int)Math.Round(4.8 / dt) + 1)[variable] - expected);
            })];
            Assert.InRange(Math.Log2(errors[1] / errors[2]), 3.8, 4.2);
            Assert.InRange(errors[2], 0, 2e-5 * expected);
        }
    }

    // The classical Runge-Kutta method on the printed equations, in steps of a thousandth of a millisecond: it shares nothing with the library.
    [Theory]
    [InlineData("AMPA", 1.1, 0.19, 1.0)]
    [InlineData("NMDA", 0.072, 0.0066, 1.0)]
    [InlineData("GABA-A", 5.0, 0.18, 0.3)]
    [InlineData("GABA-B", 0.52, 0.0013, 1.0)]
    public void Every_receptor_converges_at_order_four_to_the_printed_equations(string name, double alpha, double beta, double clearance)
    {
        KineticReceptor receptor = name switch
        {
            "AMPA" => new KineticAmpa("k"),
            "NMDA" => new KineticNmda("k"),
            "GABA-A" => new KineticGabaA("k"),
            _ => new KineticGabaB("k"),
        };
        receptor = receptor with { Clearance = clearance * ms };
        double[] x = [1, 0, 0]; // T, r, G in mM
        const int Steps = 6400;
        for (int n = 0; n < Steps; n++)
        {
            const double H = 6.4 / Steps;
            x[0] += n == Steps / 4 ? 0.5 : 0;
            double[] k1 = Slope(x), k2 = Slope(At(x, k1, H / 2)), k3 = Slope(At(x, k2, H / 2)), k4 = Slope(At(x, k3, H));
            x = [.. x.Select((value, i) => value + (H / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i])))];
        }

        double open = name == "GABA-B" ? 1 / (1 + (1e-10 / Math.Pow(x[2], 4))) : x[1]; // 100 uM^4 in mM^4
        string[] variables = name == "GABA-B" ? ["k.r", "k.G", "k.g"] : name == "NMDA" ? ["k.r"] : ["k.r", "k.g"]; // the potential unblocks NMDA's g
        double[][] errors = [.. new[] { 0.4, 0.2, 0.1 }.Select(dt =>
        {
            var run = new CellRun(cell, dt, null, 0, receptor);
            run.Arrive("k", 1);
            run.Step((int)Math.Round(1.6 / dt));
            run.Arrive("k", 0.5);
            run.Step((int)Math.Round(4.8 / dt) + 1);
            return variables.Select(variable => Math.Abs((run[variable] / Expected(variable)) - 1)).ToArray();
        })];
        for (int i = 0; i < variables.Length; i++)
        {
            Assert.InRange(Math.Log2(errors[1][i] / errors[2][i]), 3.8, 4.2);
            Assert.InRange(errors[2][i], 0, 1e-4);
        }

        double Expected(string variable) => variable switch { "k.r" => x[1], "k.G" => x[2], _ => open };

        double[] Slope(double[] at) => [-at[0] / clearance, (alpha * at[0] * (1 - at[1])) - (beta * at[1]), (0.098e-3 * at[1]) - (0.033 * at[2])];

        double[] At(double[] from, double[] slope, double h) => [.. from.Zip(slope, (value, by) => value + (h * by))];
    }

    [Fact]
    public void Transmitter_that_decays_agrees_with_quadrature()
    {
        // r(t) = integral of alpha T(s) exp(-(M(t) - M(s))) ds with M(t) = beta t + alpha tau T0 (1 - e^(-t/tau)); Simpson, 20 000 intervals.
        var run = new CellRun(cell, 0.05, null, 0, new KineticAmpa("k"));
        run.Arrive("k", 1);
        double r = run.Step(61)["k.r"];
        double end = 3, sum = 0;
        const int Intervals = 20_000;
        for (int i = 0; i <= Intervals; i++)
        {
            double s = end * i / Intervals;
            sum += (i is 0 or Intervals ? 1 : i % 2 == 1 ? 4 : 2) * 1.1 * Math.Exp(-s) * Math.Exp(-(M(end) - M(s)));
        }

        Assert.Equal(sum * end / Intervals / 3, r, 1e-8);

        static double M(double t) => (0.19 * t) + (1.1 * (1 - Math.Exp(-t)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(10_000)]
    public void However_much_transmitter_meets_however_long_a_step_no_more_than_all_receptors_are_open(double transmitter)
    {
        foreach (double dt in new[] { 0.1, 1.0 })
        {
            var run = new CellRun(cell, dt, null, 0, new KineticGabaA("k"));
            run.Arrive("k", transmitter);
            for (int n = 0; n < 100; n++)
            {
                Assert.InRange(run.Step()["k.r"], 0, 1);
            }
        }
    }

    [Fact]
    public void Gaba_B_grows_more_than_in_proportion_to_the_number_of_spikes()
    {
        double[] peaks = [.. new[] { 1, 2, 4, 8 }.Select(spikes =>
        {
            var run = new CellRun(cell, 0.1, null, 0, new KineticGabaB("k") { PulseDuration = 0.3 * ms });
            double peak = 0;
            for (int n = 0; n < 3000; n++)
            {
                if (n % 50 == 0 && n / 50 < spikes)
                {
                    run.Arrive("k", 0.5);
                }

                peak = Math.Max(peak, run.Step()["k.g"]);
            }

            return peak / spikes;
        })];
        Assert.True(peaks[1] > 5 * peaks[0] && peaks[2] > 3 * peaks[1] && peaks[3] > peaks[2], string.Join(" ", peaks));
    }

    [Fact]
    public void Bad_values_are_named_and_the_adaptive_method_refuses_pulses_by_name()
    {
        Error("k.binding is 0/(mM*ms); expected more than 0/(mM*ms).", new KineticAmpa("k") { Binding = 0 / mM / ms });
        Error("k.pulseDuration is -1 ms; expected more than 0 ms.", new KineticAmpa("k") { PulseDuration = -1 * ms });
        Error("k.clearance is 0 ms; expected more than 0 ms.", new KineticAmpa("k") { Clearance = 0 * ms });
        Error("Sites of 'k' is 0; expected 1 or more.", new KineticGabaB("k") { Sites = 0 });
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, cell));
        Assert.Contains("the weight is -1 mM, but receptor 'k' is for weights of 0 or more", Assert.Throws<ArgumentException>(
            () => network.Connect(cells, cells, new AllToAll(), new KineticAmpa("k"), -1 * mM)).Message, StringComparison.Ordinal);
        var pulsed = new ReceptorInput<Concentration>(new KineticAmpa("k") { PulseDuration = 1 * ms }, [(1 * ms, 1 * mM)]);
        Assert.Contains("changes in steps of the grid", Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(cell, null, pulsed)).Message,
            StringComparison.Ordinal);

        static void Error(string message, Receptor receptor)
            => Assert.Equal(message, Assert.Throws<ArgumentException>(() => CellRun.SystemOf(cell, receptor)).Message);
    }
}
