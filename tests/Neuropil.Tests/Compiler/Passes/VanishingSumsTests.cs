using Neuropil.Compiler;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>A quotient that is 0/0 is not a number in the kernel too, and never the quotient of two rounding errors.</summary>
public class VanishingSumsTests
{
    private static readonly Expr sum = (Potential / mV) + 40;

    private static readonly Dictionary<string, Expr> Quotients = new()
    {
        ["tanh"] = 0.1 * sum / Tanh(sum / 10),
        ["sine"] = Sin(sum / 7) / sum,
        ["a reciprocal that two share"] = (0.3 * sum / Sin(0.1 * sum)) + (X / Sin(0.1 * sum)),
        ["two exponentials"] = X * sum * sum / (Exp(sum / 10) + Exp(sum / -10) - 2) / 3,
        ["a sum of sums"] = ((0.1 * sum) + 3 - 3) / Tanh((0.1 * sum) + 3 - 3),
        ["an exponential, before its limit is taken"] = 0.1 * sum / (1 - Exp(-sum / 10)),
    };

    public static TheoryData<string> All() => new(Quotients.Keys);

    [Theory]
    [MemberData(nameof(All))]
    public void At_zero_the_kernel_has_no_number(string which)
    {
        foreach (double potential in new[] { -40e-3, -30e-3 })
        {
            var lowering = new KernelLowering(isSingle: false);
            double value = Assert.Single(LoweredKernel.Values(lowering, lowering.Prepare([Quotients[which]]), [(Potential, potential), (X, 0.5)]));
            Assert.Equal(potential == -40e-3, double.IsNaN(value));
        }
    }

    [Fact]
    public void Sums_elsewhere_are_spread_over_their_users()
    {
        Expr[] formulas = [sum / (1 + Exp(sum / 10)), Exprel(sum / 10) / Bernoulli(sum), X / (sum - X), 1 / sum];
        var sharing = new StructuralSharing();
        Assert.Empty(VanishingSums.In([.. formulas.Select(sharing.Rewrite)], new Variability()));

        static Expr Bernoulli(Expr x) => OperationExpr.Make(Operator.Bernoulli, x);
    }
}
