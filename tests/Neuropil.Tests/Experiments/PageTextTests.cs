using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

/// <summary>Texts of a console on a page.</summary>
public class PageTextTests
{
    [Theory]
    [InlineData("exp(-lambda tau t) of nu0", "exp(−λ τ t) of ν₀")]
    [InlineData("CV ~ mu^-0.51.", "CV ~ μ<sup>−0.51</sup>.")]
    [InlineData("e^(-sigma s) (sigma s)^(s-1)/s!", "e<sup>−σ s</sup> (σ s)<sup>s−1</sup>/s!")]
    [InlineData("lines: b m^k.", "lines: b m<sup>k</sup>.")]
    [InlineData("1/(eta |x|^2 nu0), 2^10", "1/(η |x|<sup>2</sup> ν₀), 2<sup>10</sup>")]
    [InlineData("tau_theta and V_inf, g_EI", "τ<sub>θ</sub> and V<sub>∞</sub>, g<sub>EI</sub>")]
    public void Letters_indices_and_exponents_are_set(string typed, string page) => Assert.Equal(page, PageText.Of(typed));

    [Theory]
    [InlineData("binary_mean_field.py, my_beta, dense_binary.cpp")]
    [InlineData("f-I curve, 10 pA, ^, a ^ b")]
    public void Names_stay(string text) => Assert.Equal(PrintedText.Of(text), PageText.Of(text));

    [Fact]
    public void What_is_typed_is_no_markup() => Assert.Equal("a &lt; b<sup>c</sup> &amp; &lt;sup&gt;", PageText.Of("a < b^c & <sup>"));
}
