using FsCheck;
using FsCheck.Fluent;
using Neuropil.Compiler;
using Neuropil.Tests.Compiler.Functions;
using Neuropil.Tests.Equations;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>
/// What holds for any formulas: each pass alone, all of them, and the kernel that is made in the end have the value of what was written, up to
/// the rounding of double precision. Each variable is at random a state, a value of the cell, or one that changes with time.
/// </summary>
public class FormulaPassProperties
{
    [Fact]
    public void Sharing_keeps_the_value_and_never_adds_a_node()
        => Check((before, after) => Dependence.Nodes(after).Count <= Dependence.Nodes(before).Count && before.ToString() == after.ToString(),
            formulas => Shared(formulas));

    [Fact]
    public void Uniform_factors_keep_the_value()
        => Check(Any, formulas => formulas.ConvertAll(new UniformFactors(new Variability()).Rewrite));

    [Fact]
    public void Shared_reciprocals_keep_the_value_and_add_no_division()
        => Check(Any, formulas =>
        {
            var shared = Shared(formulas);
            var after = Shared(SharedReciprocals.Apply(shared));
            Assert.True(FormulaOperations.Count(Operator.Divide, [.. after]) <= FormulaOperations.Count(Operator.Divide, [.. shared]));
            return after;
        });

    [Fact]
    public void Linear_forms_keep_the_value()
        => Check(Any, formulas => LinearForms.Apply(Shared(formulas), new Variability(), new HashSet<Expr>()));

    [Fact]
    public void All_passes_together_keep_the_value()
        => Check(Any, formulas => new KernelLowering(isSingle: false).Prepare(formulas));

    [Fact]
    public void An_exponential_step_keeps_the_value()
    {
        var y = new Symbol("y", Voltage.Dimension, SymbolKind.State);
        RandomFormulas.Check(formulas =>
        {
            // dy/dt = (b + a y) / ms with random a and b: linear in y whatever they are.
            var (a, b) = (formulas.Number, formulas.Voltage);
            var step = Integrators.ExponentialEuler.Step([(y, (b - (a * y)) / Units.ms)], [y], [])[y];
            (Expr Input, double Si)[] at = [.. formulas.At, (y, -0.0517), (Symbol.TimeStep, 1e-4)];
            return RandomFormulas.AreSame(step, new ExponentialSteps().Rewrite(step), at);
        });
    }

    [Fact]
    public void The_kernel_computes_the_value()
        => RandomFormulas.Check(formulas =>
        {
            var expected = formulas.All.ConvertAll(formula => PreciseValue.Of(formula, formulas.At));
            var lowering = new KernelLowering(isSingle: false);
            var prepared = lowering.Prepare(formulas.All);
            var bounds = prepared.ConvertAll(formula => PreciseValue.Of(formula, formulas.At));
            if (expected.Exists(value => value is null) || bounds.Exists(value => value is null))
            {
                return null;
            }

            var actual = LoweredKernel.Values(lowering, prepared, formulas.At, largestPart: 5 + (formulas.Seed % 400));
            return Enumerable.Range(0, actual.Length)
                .All(i => Math.Abs(((BigFloat)actual[i] - expected[i]!.Value.Value).ToDouble()) <= expected[i]!.Value.Bound + bounds[i]!.Value.Bound);
        });

    private static bool Any(Expr before, Expr after) => true;

    private static List<Expr> Shared(IEnumerable<Expr> formulas)
    {
        var sharing = new StructuralSharing();
        return formulas.Select(sharing.Rewrite).ToList();
    }

    private static void Check(Func<Expr, Expr, bool> holds, Func<List<Expr>, List<Expr>> pass)
        => RandomFormulas.Check(formulas =>
        {
            var after = pass(formulas.All);
            bool? answer = true;
            for (int i = 0; i < after.Count && answer == true; i++)
            {
                answer = holds(formulas.All[i], after[i]) ? RandomFormulas.AreSame(formulas.All[i], after[i], formulas.At) : false;
            }

            return answer;
        });
}
