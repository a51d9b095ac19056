using System.Numerics;

namespace Neuropil.Tests.Compiler.Functions;

/// <summary>
/// The judge is judged first: constants as printed in tables (OEIS A001113, A002162, A002392, A000796, A049469, A049470, A073744), and identities.
/// </summary>
public class ReferenceFunctionsTests
{
    [Fact]
    public void Constants_have_sixty_digits()
    {
        Agree("2.71828182845904523536028747135266249775724709369995957496696763", ReferenceFunctions.Exp(1));
        Agree("0.693147180559945309417232121458176568075500134360255254120680009", ReferenceFunctions.Ln2);
        Agree("2.30258509299404568401799145468436420760110148862877297603332790", ReferenceFunctions.Log(10));
        Agree("3.14159265358979323846264338327950288419716939937510582097494459", new BigFloat(ReferenceFunctions.PiTimes2To1400, -1400));
        Agree("0.841470984807896506652502321630298999622563060798371065672751709", ReferenceFunctions.Sin(1));
        Agree("0.540302305868139717400936607442976603732310420617922227670097255", ReferenceFunctions.Cos(1));
        Agree("0.761594155955764888119458282604793590412768597257936551596810500", ReferenceFunctions.Tanh(1));
    }

    [Fact]
    public void Identities_hold_to_two_hundred_bits()
    {
        foreach (var x in Samples.Uniform(-20, 20, 200).Concat(Samples.Binades(-300, 4, 1)))
        {
            Agree(x, ReferenceFunctions.Log1p(ReferenceFunctions.Expm1(x)), 150);
            Agree(BigFloat.One, ReferenceFunctions.Exp(x) * ReferenceFunctions.Exp(-x), 200);
            var (s, c) = (ReferenceFunctions.Sin(x), ReferenceFunctions.Cos(x));
            Agree(BigFloat.One, (s * s) + (c * c), 200);
        }
    }

    [Fact]
    public void Expm1_and_log1p_of_a_tiny_number_follow_their_series()
    {
        BigFloat x = 1e-30;
        Agree(x + (x * x).Scaled(-1) + (x * x * x / 6), ReferenceFunctions.Expm1(x), 200);
        Agree(x - (x * x).Scaled(-1) + (x * x * x / 3), ReferenceFunctions.Log1p(x), 200);
    }

    [Fact]
    public void An_error_of_one_last_place_counts_as_one()
    {
        Assert.Equal(1, Ulps.Of(Math.BitIncrement(1.5), 1.5));
        Assert.Equal(0.5, Ulps.Of(1.0, (BigFloat)1 + Math.ScaleB(1, -53)));
        Assert.Equal(3, Ulps.Of(3 * double.Epsilon, BigFloat.Zero));
        Assert.Equal(1, Ulps.Of(MathF.BitIncrement(1.5f), 1.5));
        Assert.Equal(double.PositiveInfinity, Ulps.Of(double.NaN, 1.0));
    }

    private static void Agree(string decimals, BigFloat value)
    {
        var digits = decimals.Length - 2;
        BigFloat expected = new BigFloat(BigInteger.Parse(decimals.Replace(".", "")), 0) / new BigFloat(BigInteger.Pow(10, digits), 0);
        Agree(expected, value, 198);
    }

    private static void Agree(BigFloat expected, BigFloat value, int bits)
    {
        var difference = expected - value;
        Assert.True(difference.IsZero || difference.Log2 <= expected.Log2 - bits, $"{value.ToDouble():R} has {expected.Log2 - difference.Log2} bits right");
    }
}
