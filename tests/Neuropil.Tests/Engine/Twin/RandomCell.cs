using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// A cell as a user might declare it, drawn by a seed: a membrane with an adaptation current, a variable that changes in steps, ceilings, a spike with or
/// without reset and refractory period, further events.
/// </summary>
internal sealed record RandomCell(int Seed) : Neuron
{
    private static readonly Parameter<Current> drives = new[] { 450 * pA, 520 * pA, 590 * pA, 660 * pA, 730 * pA };

    /// <summary>The number of cells that the lists of parameters are for.</summary>
    public const int Cells = 5;

    protected internal override void Declare(CellBuilder equations)
    {
        var random = new Random(Seed);
        bool Maybe() => random.Next(2) == 0;
        var v = equations.MembranePotential("V", (-65 + random.Next(20)) * mV);
        var w = equations.State("w", Neuropil.Current.Dimension);
        var x = equations.State("x", Dimension.None);
        var n = equations.State("n", Dimension.None);

        var bend = Maybe() ? 10 * nS * (v + (55 * mV)) * Tanh((v + (50 * mV)) / (8 * mV)) : 0 * pA;
        equations.Differential(v, ((10 * nS * ((-65 * mV) - v)) + bend - w + drives + equations.InputCurrent) / (150 * pF));
        equations.Differential(w, ((2 * nS * (v + (65 * mV))) - w) / ((20 + random.Next(80)) * ms));
        equations.Differential(x, ((1 / (1 + Exp(((-50 * mV) - v) / (5 * mV)))) - x + (0.1 * Sin(Symbol.Time / (7 * ms)))) / (10 * ms));
        equations.Update(n, (0.95 * n) + (0.05 * x));
        if (Maybe())
        {
            equations.Ceiling(v, (-45 + random.Next(10)) * mV);
        }

        if (Maybe())
        {
            equations.Ceiling(w, (20 + random.Next(20)) * pA);
        }

        // Thresholds are not on whole numbers, so that no rounding decides.
        var spike = equations.Spike(Maybe() ? v >= (-50.37 + (2 * random.NextDouble())) * mV : (v > -50.71 * mV) & (x < 0.7131));
        bool isReset = random.Next(4) > 0;
        bool isIncrementFirst = Maybe();
        if (isIncrementFirst)
        {
            equations.On(spike, w, w + (0.5 * nS * (v + (70 * mV))));
        }

        if (isReset)
        {
            equations.On(spike, v, Maybe() ? -61.3 * mV : (0.3 * v) - (45 * mV));
        }

        if (!isIncrementFirst)
        {
            equations.On(spike, w, w + (0.5 * nS * (v + (70 * mV))));
        }

        if (Maybe())
        {
            equations.Refractory((Math.Max(1, random.Next(40)) * 0.1 * ms) + (0.03 * ms), Maybe() ? [v] : Maybe() ? [w, x] : []);
        }

        var calm = equations.When("calm", n > 0.2137);
        equations.On(calm, n, n / 4);
        equations.On(calm, w, w - (n * (10 * pA)));
        if (Maybe())
        {
            equations.On(equations.When("rise", x > 0.4159), n, n + 0.01);
        }
    }
}
