using System.Reflection;
using System.Xml.Linq;
using Neuropil.Descriptions;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Descriptions;

public sealed class ModelPageTests
{
    private static readonly XmlDocumentation Documentation = XmlDocumentation.BesideAssemblies();

    public static TheoryData<string> Names => [.. ModelCatalogue.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_model_prints_as_text_with_every_symbol_defined_once(string name)
    {
        var page = Page(name);
        string text = TextPage.Write(page);

        Assert.Contains(page.Model.Source, text.Replace('\n', ' '), StringComparison.Ordinal);
        var printer = new TextFormula();
        var defined = page.Groups.Where(group => group.Heading is "Where" or "Equations").SelectMany(group => group.Lines)
            .Select(line => line.Write(printer).Split(" = ")[0]).ToList();
        Assert.Equal(defined.Distinct(), defined);
        Assert.DoesNotContain("Neuropil.", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_model_prints_as_LaTeX_with_balanced_braces_and_pairs(string name)
    {
        string text = LatexPage.Write(Page(name));

        Assert.Equal(0, Depths(text).Last());
        Assert.All(Depths(text), depth => Assert.True(depth >= 0));
        Assert.Equal(Count(text, @"\left("), Count(text, @"\right)"));
        Assert.Equal(Count(text, @"\begin{"), Count(text, @"\end{"));
        Assert.Equal(0, Count(text.Replace(@"\$", "", StringComparison.Ordinal), "$") % 2);

        // Outside of ASCII only letters that the encodings know.
        Assert.All(text.Where(letter => letter > 127), letter => Assert.True(char.IsLetter(letter) && letter < 0x180, $"'{letter}'"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_model_prints_as_one_HTML_file_with_well_formed_formulas(string name)
    {
        string text = HtmlPage.Write(Page(name));

        Assert.DoesNotContain("src=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", text, StringComparison.Ordinal);
        string body = text[text.IndexOf("<body>", StringComparison.Ordinal)..text.IndexOf("</html>", StringComparison.Ordinal)];
        var parsed = XElement.Parse(body);
        Assert.Equal(Page(name).Groups.Sum(group => group.Lines.Count), parsed.Descendants().Count(element => element.Attribute("class")?.Value == "equation"));

        // A fraction has two parts, a power too, whatever was put into them.
        Assert.All(parsed.Descendants().Where(element => element.Name.LocalName is "mfrac" or "msup" or "msub"),
            element => Assert.Equal(2, element.Elements().Count()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_has_every_parameter_of_the_declaration(string name)
    {
        var model = ModelCatalogue.ByName(name);
        var rows = Page(name).Parameters;
        var properties = model.Declaration.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => typeof(Parameter).IsAssignableFrom(property.PropertyType));
        Assert.All(properties, property =>
        {
            var row = Assert.Single(rows, row => row.Name == char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            Assert.NotEmpty(row.Meaning);
            if (property.GetValue(model.Declaration) is Parameter value)
            {
                Assert.Same(value, row.Value);
                Assert.NotEmpty(row.Default);
            }
        });
    }

    [Fact]
    public void A_rate_that_has_a_limit_says_so()
    {
        Assert.Contains(Page("sodium-hodgkin-huxley").Notes, note => note.Contains("limit", StringComparison.Ordinal));
        Assert.DoesNotContain(Page("leaky-integrate-and-fire").Notes, note => note.Contains("limit", StringComparison.Ordinal));
    }

    [Fact]
    public void A_time_constant_that_is_a_parameter_has_its_symbol_and_no_line()
    {
        string text = TextPage.Write(ModelPage.Of(new CatalogueModel(new SlowGate(), "A gate of one time constant.", "a test"), Documentation));
        Assert.Contains("  tau*dz/dt = z_inf - z\n", text, StringComparison.Ordinal);
        Assert.Contains("  z_inf = ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("tau = ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_squid_axon_reads_as_in_the_paper()
    {
        string text = TextPage.Write(Page("hodgkin-huxley"));

        // Hodgkin and Huxley 1952, eqs. 26 and 7, 12 to 13, 20 to 24, with the modern sign of V.
        Assert.All(
            [
                "C*A*dV/dt = I_Na + I_K + I_L + I\n",
                "dm/dt = alpha_m*(1 - m) - beta_m*m\n",
                "I_Na = A*g_Na*m^3*h*(E_Na - V)\n",
                "I_K = A*g_K*n^4*(E_K - V)\n",
                "alpha_n = 0.1*(phi_K/ms)*((10 - u_K)/10)/(exp((10 - u_K)/10) - 1)\n",
                "beta_m = 4*(phi_Na/ms)*exp(-u_Na/18)\n",
                "n_inf = alpha_n/(alpha_n + beta_n)\n",
                "u_K = (V - V_rest_K)/mV\n",
                "phi_K = Q_10_K^((T - 279.45 K)/(10 K))\n",
                "when this becomes true: V >= V_threshold\n",
                "m(0) = m_inf\n",
            ],
            line => Assert.Contains($"  {line}", text, StringComparison.Ordinal));
        Assert.Contains("potassium.hodgkinHuxley.conductance  g_K           36 mS/cm^2  Maximal conductance per area", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_reads_as_in_the_paper()
    {
        string text = TextPage.Write(Page("equation-release"));

        // Tsodyks and Markram 1997, and its defaults: a text's parameters stand in no property.
        Assert.All(
            [
                "tau_f*du/dt = U - u\n",
                "tau_d*dR/dt = 1 - R\n",
                "u: one for all synapses of a source\n",
                "emitted -> u*R\n",
                "R -> R - u*R\n",
                "u -> u + U*(1 - u)\n",
                "u(0) = U\n",
            ],
            line => Assert.Contains($"  {line}", text, StringComparison.Ordinal));
        Assert.Contains("On a presynaptic spike\n  emitted", text, StringComparison.Ordinal);
        Assert.Matches("\n  tau_d +tau_d +800 ms ", text);
        Assert.StartsWith("equation-release (release; EquationRelease)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("new EquationRelease", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plasticity_shows_its_traces_its_bounds_and_both_events()
    {
        string text = TextPage.Write(Page("equation-plasticity"));

        Assert.All(
            [
                "tau_plus*dx/dt = -x\n", "x: one for all synapses of a source\n", "y: one for all synapses of a target\n", "w >= 0 nS\n", "w <= w_max\n",
                "w -> w - A_minus*y\n", "w -> w + A_plus*x\n",
            ],
            line => Assert.Contains($"  {line}", text, StringComparison.Ordinal));
        Assert.Contains("On a postsynaptic spike\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("emitted", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_for_currents_with_a_clock_and_a_variable_of_the_target_has_a_page_too()
    {
        var rule = new EquationPlasticity("scaled", """
            V = target.V : mV
            c : edge
            on spike: c = c + select(V > -50 mV, chance, 0)
            every 10 ms: w = w + 1 pA*c
            """);
        string text = TextPage.Write(ModelPage.Of(new CatalogueModel(rule, "A rule.", "nowhere"), Documentation));

        Assert.All(
            ["V: of the target cell\n", "c: one for each synapse\n", "chance: from 0 to 1, drawn by each synapse at each event\n", "w -> w + 1 pA*c\n"],
            line => Assert.Contains($"  {line}", text, StringComparison.Ordinal));
        Assert.Contains("On clock every 10 ms\n", text, StringComparison.Ordinal);

        // What events alone change has no equation.
        Assert.DoesNotContain("dc/dt", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hodgkin-huxley", "6.3 °C")]
    [InlineData("pinsky-rinzel", "6.3 °C")]
    [InlineData("regular-spiking", "36 °C")]
    public void Temperatures_are_in_degrees_Celsius_as_in_the_papers(string name, string expected)
        => Assert.Equal(expected, Page(name).Parameters.Single(row => row.Name == "temperature").Default);

    [Fact]
    public void Fractions_and_powers_are_LaTeX_and_MathML()
    {
        Assert.Contains(@"I = g\,m^{3}\,h\,\left(E - V\right)", LatexPage.Write(Page("sodium-hodgkin-huxley")), StringComparison.Ordinal);
        Assert.Contains(@"\beta_{h} = \frac{\frac{\phi}{\mathrm{ms}}}{1 + \exp\left(\frac{30 - u}{10}\right)}", LatexPage.Write(Page("sodium-hodgkin-huxley")),
            StringComparison.Ordinal);
        Assert.Contains("<msup><mrow><mi>m</mi></mrow><mrow><mn>3</mn></mrow></msup>", HtmlPage.Write(Page("sodium-hodgkin-huxley")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_documentation_file_names_speak_for_themselves_and_the_page_says_so()
    {
        var page = ModelPage.Of(ModelCatalogue.ByName("adaptive-exponential"), XmlDocumentation.In("/nowhere/Neuropil.xml"));
        string text = TextPage.Write(page);

        Assert.Contains("Neuropil.xml is not beside the library", text, StringComparison.Ordinal);
        Assert.Contains(page.Parameters, row => row is { Name: "leakConductance", Meaning: "leak conductance", Default: "30 nS" });
        Assert.Contains("C*dV/dt = g_leak*(E_leak - V) + I_spike - w + I\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g_L, the leak conductance. Default 10 nS.", "The leak conductance")]
    [InlineData("How long V is held. Rounded to whole steps. Default 0 ms: not at all.", "How long V is held. Rounded to whole steps")]
    [InlineData("Where a spike is counted and cut off. Default 20 mV.", "Where a spike is counted and cut off")]
    public void A_meaning_leaves_out_what_has_a_column_of_its_own(string summary, string meaning) => Assert.Equal(meaning, ParameterTable.Shorten(summary));

    private static ModelPage Page(string name) => ModelPage.Of(ModelCatalogue.ByName(name), Documentation);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static IEnumerable<int> Depths(string text)
    {
        string plain = text.Replace(@"\{", "", StringComparison.Ordinal).Replace(@"\}", "", StringComparison.Ordinal);
        int depth = 0;
        return plain.Select(letter => depth += letter switch { '{' => 1, '}' => -1, _ => 0 }).ToList();
    }

    private sealed record SlowGate : IonChannel<Potassium>
    {
        public Parameter<Time> TimeConstant { get; init; } = 50 * ms;

        public override Expr Current(Membrane cell, Ion ion)
        {
            var z = cell.GateOf("z", steadyState: 1 / (1 + Exp(-(cell.Voltage / mV) / 8)), timeConstant: TimeConstant);
            return 1 * mS / cm2 * z * (ion.Reversal - cell.Voltage);
        }
    }
}
