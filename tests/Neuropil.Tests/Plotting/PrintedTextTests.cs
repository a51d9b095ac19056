using System.Xml.Linq;

namespace Neuropil.Tests.Plotting;

public sealed class PrintedTextTests
{
    [Theory]
    [InlineData("Current (uA/cm^2)", "Current (µA/cm²)")]
    [InlineData("2.5 uA/cm²", "2.5 µA/cm²")]
    [InlineData("Area (um2)", "Area (µm²)")]
    [InlineData("(um^3)", "(µm³)")]
    [InlineData("Error (us)", "Error (µs)")]
    [InlineData("us", "µs")]
    [InlineData("theory on a grid of 100 us", "theory on a grid of 100 µs")]
    [InlineData("1 um/ms", "1 µm/ms")]
    [InlineData("Calcium (uM)", "Calcium (µM)")]
    [InlineData("4.451 MOhm", "4.451 MΩ")]
    [InlineData("1 uOhm", "1 µΩ")]
    [InlineData("Ohm cm", "Ω cm")]
    [InlineData("Synchrony chi", "Synchrony χ")]
    [InlineData("sigma sqrt(dt/tau)", "σ sqrt(dt/τ)")]
    [InlineData("mu and Omega", "μ and Ω")]
    [InlineData("-65 mV", "−65 mV")]
    [InlineData("(-0.5 nA)", "(−0.5 nA)")]
    [InlineData("V - rest", "V − rest")]
    [InlineData("exp(-lambda tau r^2 (1 + a) t)", "exp(−λ τ r² (1 + a) t)")]
    [InlineData("exp(-t/tau_m)", "exp(−t/τ_m)")]
    [InlineData("-eta and e^-theta", "−η and e^−θ")]
    [InlineData("nu = theta = nu0", "ν = θ = ν₀")]
    [InlineData("1/(eta |x|^2 nu0)", "1/(η |x|^2 ν₀)")]
    [InlineData("multiplies release by 2^n until", "multiplies release by 2ⁿ until")]
    [InlineData("[Ca]^n; q^n", "[Ca]ⁿ; qⁿ")]
    public void What_is_typed_in_ASCII_is_set_as_print_has_it(string typed, string printed)
    {
        Assert.Equal(printed, PrintedText.Of(typed));
        Assert.Equal(printed, PrintedText.Of(printed));
    }

    [Theory]
    [InlineData("us and them, um, up")]
    [InlineData("chi2, chips, mus, Michigan")]
    [InlineData("alpha-synuclein, beta.cells, my_beta, beta_blocker, TGF-beta, --eta, x-mu, alpha1, cm0, nu00")]
    [InlineData("Ohmic, uAxis, m2, cm2x")]
    [InlineData("2007-2009, hodgkin-huxley, e-6, f-I curve, x-2, V[0]-1")]
    [InlineData("e^2.5, 2^10, 2^nd, f-I (well-known)")]
    [InlineData("")]
    public void Words_and_names_stay_as_they_are(string text) => Assert.Equal(text, PrintedText.Of(text));

    [Theory]
    [InlineData("V_m", "V", "m")]
    [InlineData("tau_syn (ms)", "τ", "syn")]
    [InlineData("m_inf", "m", "∞")]
    [InlineData("nu0 (Hz)", "ν", "0")]
    public void The_index_of_a_single_letter_stands_below_the_line(string typed, string letter, string index)
    {
        XElement text = Text(typed);
        XElement lowered = text.Elements().First();
        Assert.Equal(letter, ((XText)text.FirstNode!).Value);
        Assert.Equal(index, lowered.Value);
        double down = SvgFigure.Attribute(lowered, "dy");
        Assert.True(down > 0);
        Assert.True(SvgFigure.Attribute(lowered, "font-size") < SvgFigure.Attribute(text, "font-size"));
        Assert.Equal(0, text.Elements().Sum(part => SvgFigure.Attribute(part, "dy")) - (text.Elements().Count() == 1 ? down : 0), 0.011); // back on the line
    }

    [Fact]
    public void A_power_stands_above_the_line()
    {
        XElement raised = Text("kg m^-1").Elements().Single();
        Assert.Equal("−1", raised.Value);
        Assert.True(SvgFigure.Attribute(raised, "dy") < 0);
    }

    [Theory]
    [InlineData("dendrite_calcium")]
    [InlineData("g_")]
    [InlineData("_m")]
    [InlineData("V_membrane")]
    public void Names_keep_their_underscore(string name) => Assert.Empty(Text(name).Elements());

    // The label of the vertical axis.
    private static XElement Text(string label)
    {
        var panel = new Panel { X = new Axis("x"), Y = new Axis(label), Layers = [new Series("", [0, 1], [0, 1])] };
        return new SvgFigure(new Figure { Panels = [panel] }).Texts.Single(text => text.Attribute("transform") is not null);
    }
}
