using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler;

/// <summary>
/// How large the formulas and the kernel of a step become. What a method writes several times (stages, derivatives, eliminations) must stay one graph: as a
/// tree, backward Euler on two compartments had 1.2 million nodes.
/// </summary>
public class CompilationSizeTests
{
    [Fact]
    public void Backward_Euler_on_two_compartments_is_a_small_graph()
    {
        // 899 and 1470.
        var (formulas, kernel) = SizesOf(new PinskyRinzel(), Integrators.BackwardEuler);
        Assert.InRange(formulas, 100, 2_000);
        Assert.InRange(kernel, 100, 3_000);
    }

    public static TheoryData<string> Methods() => new(Integrators.All.Select(method => method.Name));

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_chain_of_32_compartments_compiles_and_grows_with_its_length(string name)
    {
        var method = Integrators.ByName(name);
        bool isExact = method == Integrators.ExactLinear;
        var half = SizesOf(new CompartmentChain { Compartments = 16, IsPassive = isExact }, method);
        var whole = SizesOf(new CompartmentChain { Compartments = 32, IsPassive = isExact }, method);

        // Every compartment acts on every other where the step is exact.
        double growth = isExact ? 4.2 : 2.1;
        Assert.InRange((double)whole.Formulas / half.Formulas, growth / 1.2, growth);
        Assert.InRange((double)whole.Kernel / half.Kernel, growth / 1.2, growth);
        Assert.InRange(whole.Formulas, 1_000, 15_000);
        Assert.InRange(whole.Kernel, 1_000, 30_000);
    }

    private static (int Formulas, int Kernel) SizesOf(Neuron cell, Integrator method)
    {
        var system = cell.Build().Close();
        var step = StepEquations.Compose(system, method);
        int formulas = step.Assignments.SelectMany(row => Dependence.Nodes(row.Value)).Distinct(ReferenceComparer.Instance).Count();
        return (formulas, KernelCompiler.Plan(system, step, isSingle: false).Graph.Nodes.Count);
    }
}
