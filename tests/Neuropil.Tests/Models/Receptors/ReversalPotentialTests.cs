using static Neuropil.Units;

namespace Neuropil.Tests.Models.Receptors;

/// <summary>Reversal potentials from concentrations.</summary>
public class ReversalPotentialTests
{
    private static readonly Potassium potassium = new() { InnerConcentration = 140 * mM, OuterConcentration = 5 * mM };
    private static readonly Sodium sodium = new() { InnerConcentration = 12 * mM, OuterConcentration = 145 * mM };

    [Fact]
    public void Nernst_and_Goldman_Hodgkin_Katz_give_the_published_values()
    {
        Assert.Equal(-89.0587, ReversalPotential.Nernst(potassium, Celsius(37)) / mV, 1e-4);
        Assert.Equal(66.5982, ReversalPotential.Nernst(sodium, Celsius(37)) / mV, 1e-4);
        Assert.Equal(-68.5678, ReversalPotential.GoldmanHodgkinKatz(Celsius(37), (sodium, 0.04), (potassium, 1)) / mV, 1e-4);
        Assert.Equal(-89.0587 * 293.15 / 310.15, ReversalPotential.Nernst(potassium, Celsius(20)) / mV, 1e-3);
    }

    [Fact]
    public void One_ion_is_Nernst_and_anions_count_the_other_way_round()
    {
        Assert.Equal(
            ReversalPotential.Nernst(potassium, Celsius(37)) / mV, ReversalPotential.GoldmanHodgkinKatz(Celsius(37), (potassium, 3), (sodium, 0)) / mV, 1e-12);
        var chloride = new Anion { InnerConcentration = 7 * mM, OuterConcentration = 130 * mM };
        double nernst = ReversalPotential.Nernst(chloride, Celsius(37)) / mV;
        Assert.Equal(-78.06, nernst, 0.05);
        Assert.Equal(nernst, ReversalPotential.GoldmanHodgkinKatz(Celsius(37), (chloride, 1)) / mV, 1e-12);
    }

    [Fact]
    public void At_the_Goldman_Hodgkin_Katz_potential_the_currents_of_its_ions_cancel()
    {
        // The same equation from the other side: the sum of the current densities of Ion.GoldmanHodgkinKatz is zero there.
        double v = ReversalPotential.GoldmanHodgkinKatz(Celsius(37), (sodium, 0.04), (potassium, 1)).SiValue;
        double x = v / (8.31446261815324 * 310.15 / 96485.33212331001);
        double total = (1 * Density(140, 5)) + (0.04 * Density(12, 145));
        Assert.Equal(0, total, 1e-12 * Math.Abs(Density(140, 5)));

        double Density(double inner, double outer) => x * (outer - (inner * Math.Exp(x))) / (Math.Exp(x) - 1);
    }

    [Fact]
    public void What_is_missing_or_impossible_is_named()
    {
        Error("needs the ion's OuterConcentration", () => ReversalPotential.Nernst(new Potassium { InnerConcentration = 140 * mM }, Celsius(37)));
        Error("InnerConcentration is 0 mM; expected more than 0 mM.",
            () => ReversalPotential.Nernst(potassium with { InnerConcentration = 0 * mM }, Celsius(37)));
        Error("The temperature is 0 K; expected more than 0 K.", () => ReversalPotential.Nernst(potassium, 0 * kelvin));
        Error("calcium has a valence of 2", () => ReversalPotential.GoldmanHodgkinKatz(Celsius(37), (new Calcium(), 1)));
        Error("The permeability of sodium is -1; expected 0 or more.", () => ReversalPotential.GoldmanHodgkinKatz(Celsius(37), (sodium, -1)));
        Error("No ion passes", () => ReversalPotential.GoldmanHodgkinKatz(Celsius(37), (sodium, 0)));

        static void Error(string message, Action action)
            => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private sealed record Anion() : IonContainer<Anion>(-1, -70 * mV);
}
