using static Neuropil.Units;

namespace Neuropil.Tests.Models.Receptors;

/// <summary>Kernels given as text: what they compute, and mistakes by line and column.</summary>
public class EquationReceptorTests
{
    private const string Stages = """
        dx/dt = -x/tau : nS
        dg/dt = (x - g)/tau : nS
        I = g*(E - V)
        on spike: x += e*w
        """;

    [Fact]
    public void A_text_is_the_kernel_that_it_says()
    {
        var text = new EquationReceptor<Conductance>("text", Stages) { Parameters = { ["tau"] = 3 * ms, ["E"] = 0 * mV, ["e"] = Math.E } };
        var run = new CellRun(KernelTests.Passive, 0.1, null, 0, text, new Alpha("alpha") { TimeConstant = 3 * ms });
        run.Arrive("text", 2);
        run.Arrive("alpha", 2);
        for (int n = 0; n < 300; n++)
        {
            run.Step();
            Assert.Equal(run["alpha.g"], run["text.g"], 1e-12);
            Assert.Equal(run["alpha.current"], run["text.current"], 1e-10);
        }
    }

    [Fact]
    public void A_chain_of_three_stages_and_a_voltage_dependent_current_are_kernels_too()
    {
        // Three stages of one time constant: (t/tau)^2/2 e^(-t/tau).
        var text = new EquationReceptor<Current>("text", """
            dx/dt = -x/tau       : pA
            dy/dt = (x - y)/tau  : pA
            ds/dt = (y - s)/tau  : pA
            block = 1/(1 + exp(-0.062*V/mV)/3.57)
            I = s*block
            on spike:
                x = x + w
            """)
        { Parameters = { ["tau"] = "2 ms" } };
        var run = new CellRun(KernelTests.Passive, 0.1, null, 0, text);
        run.Arrive("text", 5);
        for (int n = 0; n < 300; n++)
        {
            double t = n * 0.1 / 2;
            Assert.Equal(5 * t * t / 2 * Math.Exp(-t), run.Step()["text.s"], 1e-12);
            Assert.Equal(run["text.s"] / (1 + (Math.Exp(-0.062 * run["V"]) / 3.57)), run["text.current"], 1e-12);
        }
    }

    [Theory]
    [InlineData("dx/dt = -x*x/(tau*nS) : nS; I = x*(E - V)\non spike: x += w", 1, 9, "dx/dt = '-x*x/(tau*nS)' is not linear: it depends on x")]
    [InlineData("dx/dt = -x/tau + 1 nS/ms : nS; I = x*(E - V)\non spike: x += w", 1, 9, "a kernel is nothing without a spike")]
    [InlineData("dx/dt = -x/tau*V/mV : nS; I = x*(E - V)\non spike: x += w", 1, 9, "which changes with V")]
    [InlineData("dx/dt = -abs(x)/tau : nS; I = x*(E - V)\non spike: x += w", 1, 9, "is not linear")]
    [InlineData("dx/dt = -x/tau : nS; I = x*x/nS*(E - V)\non spike: x += w", 1, 26, "I = 'x*x/nS*(E - V)' is not linear: it depends on x")]
    [InlineData("dx/dt = -x/tau : nS; I = x\non spike: x += w", 1, 26, "I is a Current (pA), but 'x' is a Conductance (nS)")]
    [InlineData("dx/dt = -x/tau : nS\non spike: x += w", 2, 17, "the current into the cell is missing")]
    [InlineData("dx/dt = -x/tau : nS; I = x*(E - V)", 1, 35, "nothing happens at a spike: write 'on spike: x += w'.")]
    [InlineData("dx/dt = -x/tau : nS; I = x*(E - V)\non spike: x = w", 2, 11, "a spike adds a constant multiple of w")]
    [InlineData("dx/dt = -x/tau : nS; I = x*(E - V)\non spike: x += w*(1 - x/nS)", 2, 11, "a spike adds a constant multiple of w")]
    [InlineData("dx/dt = -x/tau : nS; I = x*(E - V)\non spike: x += w + 1 nS", 2, 11, "a spike adds a constant multiple of w")]
    [InlineData("dx/dt = -x/tau : nS; I = x*(E - V)\non target spike: x += w", 2, 1, "the only event of a receptor is 'on spike'")]
    [InlineData("dx/dt = -x/tau : nS; I = x*(E - V); x <= 3 nS\non spike: x += w", 1, 37, "a kernel has no bounds")]
    [InlineData("dx/dt = -x/tau : nS; y : nS; I = x*(E - V)\non spike: x += w; y += w", 1, 22, "'y' has no equation")]
    [InlineData("dx/dt = -x/tua : nS; I = x*(E - V)\non spike: x += w", 1, 12, "unknown name 'tua'. Did you mean 'tau'?")]
    [InlineData("dV/dt = -V/tau : mV; I = V*nS\non spike: V += w", 1, 2, "'V' has a meaning of its own")]
    [InlineData("dx/dt = -x : nS; I = x*(E - V)\non spike: x += w", 1, 9, "dx/dt must be")]
    public void A_mistake_is_named_with_its_place(string text, int line, int column, string message)
    {
        var receptor = new EquationReceptor<Conductance>("kernel", text) { Parameters = { ["tau"] = 3 * ms, ["E"] = 0 * mV } };
        var error = Assert.Throws<EquationFormatException>(() => CellRun.SystemOf(KernelTests.Passive, receptor));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("receptor 'kernel', line ", error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void A_parameter_that_nothing_reads_is_an_error()
        => Assert.Contains("the parameter 'tua' is given, but nothing in the text reads it", Assert.Throws<ArgumentException>(() => CellRun.SystemOf(
            KernelTests.Passive,
            new EquationReceptor<Conductance>("kernel", Stages) { Parameters = { ["tau"] = 3 * ms, ["E"] = 0 * mV, ["e"] = 1, ["tua"] = 1 * ms } })).Message,
            StringComparison.Ordinal);
}
