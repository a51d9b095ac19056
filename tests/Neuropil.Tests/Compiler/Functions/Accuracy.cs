namespace Neuropil.Tests.Compiler.Functions;

/// <summary>Holds a function to its promised error, and prints the largest one met.</summary>
public static class Accuracy
{
    public static void Within(ITestOutputHelper output, double bound, IEnumerable<double> arguments, Func<double, double> function, Func<BigFloat,
        BigFloat> reference) =>
        Judge(output, bound, arguments.Select(x => (Ulps.Of(function(x), reference(x)), x)));

    public static void WithinSingle(ITestOutputHelper output, double bound, IEnumerable<double> arguments, Func<float, float> function, Func<BigFloat,
        BigFloat> reference) =>
        Judge(output, bound, arguments.Select(x => (float)x).Select(x => (Ulps.Of(function(x), reference(x)), (double)x)));

    private static void Judge(ITestOutputHelper output, double bound, IEnumerable<(double Error, double X)> errors)
    {
        var count = 0;
        var worst = (Error: -1.0, X: double.NaN);
        foreach (var pair in errors)
        {
            count++;
            // A NaN result has an infinite error, never an incomparable one.
            worst = pair.Error > worst.Error ? pair : worst;
        }
        output.WriteLine($"{count} arguments, largest error {worst.Error:F3} ulp at {worst.X:R}");
        Assert.True(count > 1000, "Too few arguments to say anything.");
        Assert.True(worst.Error <= bound, $"{worst.Error} ulp at {worst.X:R}, promised {bound}");
    }
}
