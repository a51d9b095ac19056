using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>The distributions that parameters may have; meant for <c>using static Neuropil.Distributions</c>: <c>Uniform(-70 * mV, -60 * mV)</c>.</summary>
/// <remarks>
/// All arguments are quantities of the drawn kind, also of the skewed ones: <c>LogNormal(mean, sd)</c> and <c>Gamma(mean, sd)</c> take the
/// mean and the standard deviation of the values themselves. Bad arguments throw <see cref="ArgumentException"/> naming them.
/// </remarks>
public static class Distributions
{
    /// <summary>Every value from <paramref name="low"/> to <paramref name="high"/> equally likely.</summary>
    public static Distribution<T> Uniform<T>(T low, T high)
        where T : struct, IQuantity<T>
    {
        RequireOrder(low, high, "uniform");
        return new(new UniformShape(low.SiValue, high.SiValue));
    }

    /// <summary>The normal distribution.</summary>
    public static Distribution<T> Normal<T>(T mean, T standardDeviation)
        where T : struct, IQuantity<T>
        => new(new NormalShape(Finite(mean, "normal"), NotNegative(standardDeviation, "normal")));

    /// <summary>Values whose logarithm is normal; <paramref name="mean"/> and <paramref name="standardDeviation"/> are those of the values.</summary>
    public static Distribution<T> LogNormal<T>(T mean, T standardDeviation)
        where T : struct, IQuantity<T>
        => new(new LogNormalShape(Positive(mean, "lognormal"), NotNegative(standardDeviation, "lognormal")));

    /// <summary>The exponential distribution.</summary>
    public static Distribution<T> Exponential<T>(T mean)
        where T : struct, IQuantity<T>
        => new(new ExponentialShape(Positive(mean, "exponential")));

    /// <summary>The gamma distribution of this mean and standard deviation; its shape is (mean/sd)², its scale sd²/mean.</summary>
    public static Distribution<T> Gamma<T>(T mean, T standardDeviation)
        where T : struct, IQuantity<T>
        => new(new GammaShape(Positive(mean, "gamma"), Positive(standardDeviation, "gamma")));

    /// <summary>Values of <paramref name="distribution"/>; those outside the bounds are moved onto them.</summary>
    public static Distribution<T> Clipped<T>(Distribution<T> distribution, T low, T high)
        where T : struct, IQuantity<T>
    {
        ArgumentNullException.ThrowIfNull(distribution);
        RequireOrder(low, high, "clipped");
        return new(new ClippedShape(distribution.Shape, low.SiValue, high.SiValue));
    }

    /// <summary>Values of <paramref name="distribution"/>; those outside the bounds are drawn again.</summary>
    public static Distribution<T> Truncated<T>(Distribution<T> distribution, T low, T high)
        where T : struct, IQuantity<T>
    {
        ArgumentNullException.ThrowIfNull(distribution);
        RequireOrder(low, high, "truncated");
        return new(new TruncatedShape(distribution.Shape, low.SiValue, high.SiValue));
    }

    /// <summary>The normal distribution between bounds: values outside are drawn again.</summary>
    public static Distribution<T> TruncatedNormal<T>(T mean, T standardDeviation, T low, T high)
        where T : struct, IQuantity<T>
        => Truncated(Normal(mean, standardDeviation), low, high);

    /// <inheritdoc cref="Uniform{T}(T, T)"/>
    public static Distribution<Number> Uniform(double low, double high) => Uniform<Number>(low, high);

    /// <inheritdoc cref="Normal{T}(T, T)"/>
    public static Distribution<Number> Normal(double mean, double standardDeviation) => Normal<Number>(mean, standardDeviation);

    /// <inheritdoc cref="LogNormal{T}(T, T)"/>
    public static Distribution<Number> LogNormal(double mean, double standardDeviation) => LogNormal<Number>(mean, standardDeviation);

    /// <inheritdoc cref="Exponential{T}(T)"/>
    public static Distribution<Number> Exponential(double mean) => Exponential<Number>(mean);

    /// <inheritdoc cref="Gamma{T}(T, T)"/>
    public static Distribution<Number> Gamma(double mean, double standardDeviation) => Gamma<Number>(mean, standardDeviation);

    /// <inheritdoc cref="TruncatedNormal{T}(T, T, T, T)"/>
    public static Distribution<Number> TruncatedNormal(double mean, double standardDeviation, double low, double high)
        => TruncatedNormal<Number>(mean, standardDeviation, low, high);

    private static double Finite<T>(T value, string distribution, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, IQuantity<T>
        => double.IsFinite(value.SiValue) ? value.SiValue : throw Bad(value, distribution, name, "finite");

    private static double NotNegative<T>(T value, string distribution, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, IQuantity<T>
        => Finite(value, distribution, name) >= 0 ? value.SiValue : throw Bad(value, distribution, name, "at least zero");

    private static double Positive<T>(T value, string distribution, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, IQuantity<T>
        => Finite(value, distribution, name) > 0 ? value.SiValue : throw Bad(value, distribution, name, "larger than zero");

    private static void RequireOrder<T>(T low, T high, string distribution)
        where T : struct, IQuantity<T>
    {
        if (Finite(low, distribution) > Finite(high, distribution))
        {
            throw new ArgumentException(
                $"The bound low = {QuantityPrinter.Print(low)} of a {distribution} distribution is above high = {QuantityPrinter.Print(high)}.", nameof(low));
        }
    }

    private static ArgumentException Bad<T>(T value, string distribution, string name, string wanted)
        where T : struct, IQuantity<T>
        => new($"The {name} of a {distribution} distribution is {QuantityPrinter.Print(value)}: it must be {wanted}.", name);
}
