using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Neuropil.Tests.Quantities;

/// <summary>What the compiler says about programs of users.</summary>
public class CompileTimeUnitsTests
{
    private const string Prelude = """
        using System.Collections.Generic;
        using Neuropil;
        using static Neuropil.Units;
        using static Neuropil.Distributions;
        static class Program
        {
            static void Main(Expr x, Parameter<Voltage> shift, Parameter<ConductanceDensity> density, NumberParameter release, Quantity q, double d, int n)
            {

        """;

    private static readonly Lazy<MetadataReference[]> references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Quantity).Assembly.Location)]);

    public static TheoryData<string> Valid =>
    [
        // Products and quotients with names of their own.
        "Conductance a = mS / cm2 * um2;",
        "Conductance a = 6 * nS;",
        "CapacitanceDensity a = 1 * uF / cm2;",
        "ConductanceDensity a = 100 * mS / cm2;",
        "Area a = 2 * um * um;",
        "Volume a = um * um * um; Volume b = um2 * um;",
        "Time a = uF / cm2 / (5 * nS / cm2);",
        "Time a = pF / nS; Time b = Mohm * pF; Time b2 = MOhm * pF; Resistance b3 = Ohm + kOhm + GOhm; Time c = 1 / Hz; Time d2 = n / Hz;",
        "Frequency a = 0.1 / ms; Frequency b = 1 / second;",
        "Current a = nS * (-60 * mV - 50 * mV); Current b = mV * nS; Current c = mV / Mohm; Current e = pC / ms;",
        "Voltage a = pA / nS; Voltage b = 10 * pA * Mohm; Voltage c = pC / pF;",
        "VoltageRate a = mV / ms; VoltageRate b = pA / pF; Voltage c = mV / ms * (5 * ms);",
        "CurrentDensity a = uA / cm2; Current b = uA / cm2 * um2; CurrentDensity c = mS / cm2 * mV;",
        "Resistance a = 1 / nS; Conductance b = 1 / Mohm; Resistance c = mV / nA;",
        "SpecificResistance a = 10 * kohm * cm2; ConductanceDensity b = 1 / a; Resistance c = a / um2;",
        "Resistivity a = 100 * ohm * cm; Resistance b = a / um;",
        "Velocity a = um / second; Diffusivity b = um2 / ms; Length c = a * ms;",
        "Concentration a = mol / m3; Concentration b = 2 * mM; AmountOfSubstance c = mM * um3;",
        "BindingRate a = 1.1 / mM / ms; Frequency b = a * mM; BindingRate c = 1.1 / ms / mM; ConductancePerVoltage e = 0.7 * nS / mV; Conductance f = e * mV;",
        "ChargeDensity a = uF / cm2 * mV; CurrentRate b = pA / ms;",
        "Temperature a = Celsius(36); double b = (a - Celsius(26)) / (10 * kelvin);",
        // Ratios, multiples, comparisons.
        "double a = mV / mV; double b = ms * Hz; double c = ohm * siemens; bool e = mV < 2 * mV && ms >= us && nS != pS;",
        "Voltage a = -mV + 3 * mV - mV * 2 + mV / 2 + d * mV + n * mV + mV * n;",
        // Names of one letter belong to the program, as variables, in lambdas and in patterns.
        "var s = 2 * second; var m = 1 * metre; Voltage V = 1 * volt; var A = 1 * ampere; var S = A / V; Time a = 3 * s; Conductance b = S;",
        "System.Func<double, double> f = s => 2 * s; bool a = q is { SiValue: var V } && V > 0; foreach (var C in new[] { 1 * coulomb, 2 * pC }) { Charge "
            + "e = C; }",
        "string F = \"\"; int K = 0; var M = 1 * molar; var L = 1 * litre; Capacitance a = 1 * farad; Temperature b = 1 * kelvin; Concentration c = M;",
        // Without a name.
        "Quantity a = mV * mV; Quantity b = 0.062 / mV; Quantity c = 1 / (ms * ms); Quantity e = mV * mV * mV / nS;",
        "Quantity a = q * mV; Quantity b = mV * q; Quantity c = mV / q; Quantity e = q / mV; Quantity f = q + mV; Quantity g = mV - q; Quantity h = 2 * q / n;",
        "Voltage a = (Voltage)(mV * mV / mV); Voltage b = (Voltage)q; Quantity c = mV; bool e = (mV * mV).Dimension == c.Dimension;",
        // Expressions.
        "Expr a = x - mV; Expr b = mV - x; Expr c = x / mV; Expr e = (13 - x / mV) / 4; Expr f = 2 * x; Expr g = mV; Expr h = 0.5; Expr i = mV * mV;",
        "Expr a = 1.28 / ms / x; Expr b = 0.128 / ms * x; Expr c = 4 / ms / (1 + x); Expr e = nS * x; Expr f = mV * mV * x; Expr g = x / (mV * mV);",
        "Expr a = x < 20 * mV; Expr b = -20 * mV < x; Expr c = x > shift; Expr e = shift < x;",
        // Parameters.
        "Expr a = x - shift; Expr b = shift - x; Expr c = density * x; Expr e = density * shift; Expr f = 2 * shift; Expr g = shift / mV; Expr h = "
            + "-shift; Expr i = shift;",
        "Expr a = shift + mV; Expr b = mV - shift; Expr c = shift * 2; Expr e = n * shift; Expr f = shift / 2; Expr g = 1 / shift; Expr h = shift * (mV * "
            + "mV); Expr i = (mV * mV) / shift;",
        "Expr a = release * x; Expr b = 1 - release; Expr c = release * shift; Expr e = release * density * (shift - x); Expr f = mV * release;",
        "Parameter<Voltage> a = -63 * mV; Parameter<Voltage> b = new[] { mV, 2 * mV }; Parameter<Voltage> c = new List<Voltage> { mV }; "
            + "Parameter<Voltage> e = Uniform(-70 * mV, -60 * mV);",
        "Parameter a = -63 * mV; Parameter b = 0.5; Parameter c = Normal(40 * nS, 15 * nS); Parameter e = mV * mV; Parameter f = new[] { mV }; Parameter "
            + "g = new[] { 0.5 }; Parameter h = 1;",
        "NumberParameter a = 0.5; NumberParameter b = 1; NumberParameter c = Uniform(0.2, 0.8); NumberParameter e = Uniform(0, 1); NumberParameter f = "
            + "new[] { 0.1, 0.2 }; Parameter<Number> g = a; NumberParameter h = new List<double> { 1 };",
        "Distribution<Voltage> a = TruncatedNormal(-65 * mV, 5 * mV, -80 * mV, -50 * mV); var b = Clipped(Normal(6 * nS, 2 * nS), 0 * nS, 12 * nS); var c "
            + "= LogNormal(1 * mV, 1 * mV); var e = Exponential(5 * ms); var f = Gamma(0.5, 0.1);",
        "var map = new Dictionary<string, Parameter> { [\"V\"] = Uniform(-70 * mV, -60 * mV), [\"m\"] = 0.05, [\"w\"] = 0 * pA };",
        "Number a = 0.5; double b = a; Quantity c = a; Voltage e = a * mV; Voltage f = mV * a; Parameter<Number> g = a; Expr h = a; Expr i = a * x;",
    ];

    [Fact]
    public void No_unit_takes_a_name_of_one_letter()
        => Assert.Equal([], typeof(Units).GetMembers().Where(member => member.Name.Length == 1).Select(member => member.Name));

    [Fact]
    public void A_conductance_is_no_voltage_and_the_compiler_says_so_naming_both()
    {
        Diagnostic error = Assert.Single(Errors("Voltage v = 5 * nS;"));
        Assert.Equal("CS0029", error.Id);
        Assert.Contains("'Neuropil.Conductance'", error.GetMessage());
        Assert.Contains("'Neuropil.Voltage'", error.GetMessage());
    }

    [Theory]
    [InlineData("Parameter<Voltage> p = 5 * nS;", "CS0266")]
    [InlineData("Parameter<Voltage> p = 5;", "CS0266")]
    [InlineData("Parameter<Conductance> p = 5 * mS / cm2;", "CS0266")]
    [InlineData("NumberParameter p = 5 * mV;", "CS0266")]
    [InlineData("Parameter<Voltage> p = Uniform(1 * nS, 2 * nS);", "CS0029")]
    [InlineData("Voltage v = mV * mV;", "CS0266")]
    [InlineData("Voltage v = 5;", "CS0029")]
    [InlineData("var v = mV + nS;", "CS0019")]
    [InlineData("bool b = mV < nS;", "CS0019")]
    [InlineData("var u = Uniform(1 * mV, 2 * nS);", "CS1503")]
    public void Other_wrong_units_do_not_compile_either(string statement, string expected)
        => Assert.Contains(expected, Errors(statement).Select(error => error.Id));

    [Theory]
    [InlineData("Mechanism m = new Sodium { Channels = [new PotassiumTraubMiles()] };")]
    [InlineData("Mechanism m = new Potassium { Channels = [new PotassiumTraubMiles(), new SodiumTraubMiles()] };")]
    [InlineData("Mechanism m = new Sodium { Pool = new CalciumPool() };")]
    public void A_channel_or_a_pool_of_another_ion_does_not_compile(string statement)
        => Assert.Equal("CS0029", Assert.Single(Errors(statement)).Id);

    private const string Connected = "var net = new Network(); var a = net.Add(new Population(\"a\", 2, new LeakyIntegrateAndFire())); ";

    [Theory]
    [InlineData("net.Connect(a, a, new AllToAll(), new Exponential(\"e\"), weight: 67 * mV);", "Conductance", "Voltage")]
    [InlineData("net.Connect(a, a, new AllToAll(), new Exponential(\"e\"), 67 * mV, 1 * ms);", "Conductance", "Voltage")]
    [InlineData("net.Connect(a, a, new AllToAll(), new Exponential(\"e\"), weight: 67);", "Conductance", "int")]
    [InlineData("net.Connect(a, a, new AllToAll(), new DriveCoupling(\"e\"), weight: 67 * nS);", "Number", "Conductance")]
    [InlineData("var p = new Projection<Conductance> { Source = a, Target = a, Rule = new AllToAll(), Receptor = new Exponential(\"e\"), Weight = 67 * mV };",
        "Conductance", "Voltage")]
    [InlineData("var cell = new LeakyIntegrateAndFire { Threshold = -50 };", "Voltage", "int")]
    [InlineData("var cell = new PointNeuron { Threshold = -50.0 };", "Voltage", "double")]
    public void An_error_speaks_of_the_unit_that_is_wanted_and_the_one_that_is_given(string statement, string wanted, string given)
    {
        var error = Assert.Single(Errors(Connected + statement));
        Assert.Contains(wanted, error.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(given, error.GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain("Receptor", error.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_without_a_unit_are_numbers()
        => Assert.Empty(Errors(Connected + "net.Connect(a, a, new AllToAll(), new DriveCoupling(\"e\"), weight: 0.1, name: \"x\");"));

    [Fact]
    public void Programs_with_right_units_compile_without_ambiguity()
    {
        string statements = string.Concat(Valid.Select(row => $"{{ {(string)row.Data} }}\n"));
        Assert.Empty(Errors(statements)
            .Select(error => $"{error.GetMessage()} in {error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}"));
    }

    private static IReadOnlyList<Diagnostic> Errors(string statements)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Prelude + statements + "\n}}");
        var compilation = CSharpCompilation.Create("user", [tree], references.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }
}
