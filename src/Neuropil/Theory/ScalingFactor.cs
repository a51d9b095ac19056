namespace Neuropil;

/// <summary>
/// The factor by which one step of scaling brings a cell to its target: with the input I = phi^-1(r) that it has, of which I0 is not scaled,
/// g = (phi^-1(r*) - I0)/(phi^-1(r) - I0); without unscaled input g = phi^-1(r*)/phi^-1(r).
/// </summary>
public static class ScalingFactor
{
    // Beyond these no input of a model in its own units lies; the search doubles from 1.
    private const double LargestDrive = 1e9;

    /// <summary>The factor for a unit with a transfer function.</summary>
    /// <param name="function">phi.</param>
    /// <param name="activity">r, the activity now.</param>
    /// <param name="target">r*, the activity that is wanted.</param>
    /// <param name="unscaled">I0, the part of the drive that is not scaled.</param>
    /// <exception cref="ArgumentException">
    /// phi has no single drive at r or r*, or the scaled part of the drive is zero or would have to change its sign; the message says which.
    /// </exception>
    public static double Of(TransferFunction function, double activity, double target, double unscaled = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        var drive = new Symbol("h", Dimension.None, SymbolKind.State);
        var formula = function.Of(drive);
        return Of(h => formula.Evaluate(("h", h)).SiValue, function.GetType().Name, activity, target, unscaled);
    }

    /// <summary>The factor for any f-I curve, such as that of a cell in noise: input and rate in units of one's own.</summary>
    /// <param name="curve">phi, which rises with its input.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="activity">r, the rate now.</param>
    /// <param name="target">r*, the rate that is wanted.</param>
    /// <param name="unscaled">I0, the part of the input that is not scaled.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    public static double Of(Func<double, double> curve, string name, double activity, double target, double unscaled = 0)
    {
        ArgumentNullException.ThrowIfNull(curve);
        double scaledNow = Inverse(curve, name, activity) - unscaled;
        double scaledThen = Inverse(curve, name, target) - unscaled;
        double factor = scaledThen / scaledNow;
        return factor > 0 && double.IsFinite(factor)
            ? factor
            : throw new ArgumentException(
                $"No scaling of '{name}' leads from the rate {activity} to {target}: of the input {scaledNow + unscaled:G6} now and {scaledThen + unscaled:G6} "
                    + $"then {unscaled:G6} is not scaled; expected both above it, or both below.");
    }

    /// <summary>The input of a rate: phi^-1(rate).</summary>
    /// <exception cref="ArgumentException">The curve does not pass through the rate, or is flat there; the message names it and its range.</exception>
    public static double Inverse(Func<double, double> curve, string name, double rate)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var (low, high) = (-1.0, 1.0);
        while (!(curve(high) > rate) && high < LargestDrive)
        {
            high *= 2;
        }

        while (!(curve(low) < rate) && low > -LargestDrive)
        {
            low *= 2;
        }

        if (!(curve(low) < rate && curve(high) > rate))
        {
            throw new ArgumentException(
                $"The f-I function '{name}' cannot be inverted at the rate {rate}: its values between inputs of {low:G3} and {high:G3} go from "
                    + $"{curve(low):G6} to "
                    + $"{curve(high):G6}; expected a rate between.");
        }

        double from = low, to = high;
        for (int i = 0; i < 200 && from < to; i++)
        {
            double middle = from + ((to - from) / 2);
            if (middle == from || middle == to)
            {
                break;
            }

            (from, to) = curve(middle) < rate ? (middle, to) : (from, middle);
        }

        // On a plateau at the rate the input would be any of many.
        double beyond = to + Math.Max(1e-6, 1e-6 * Math.Abs(to));
        return curve(beyond) > rate
            ? to
            : throw new ArgumentException(
                $"The f-I function '{name}' cannot be inverted at the rate {rate}: it is flat there, from an input of {to:G6} on; expected one input for a "
                    + "rate.");
    }
}
