namespace Neuropil;

/// <summary>The response of a cell over a stimulus such as orientation or contrast: where it is largest and how wide it is.</summary>
public sealed class TuningCurve
{
    private readonly double[] stimuli;
    private readonly double[] responses;
    private readonly double[] errors;

    /// <summary>Responses at ascending stimuli, with their standard errors where there are such.</summary>
    /// <exception cref="ArgumentException">
    /// There are fewer than three, the lists differ in length, a number is not finite, or the stimuli do not ascend.
    /// </exception>
    public TuningCurve(IReadOnlyList<double> stimuli, IReadOnlyList<double> responses, IReadOnlyList<double>? standardErrors = null)
    {
        (this.stimuli, this.responses, errors) = ([.. stimuli], [.. responses], standardErrors is null ? new double[responses.Count] : [.. standardErrors]);
        if (this.stimuli.Length < 3 || this.responses.Length != this.stimuli.Length || errors.Length != this.stimuli.Length)
        {
            throw new ArgumentException(
                $"A tuning curve of {this.stimuli.Length} stimuli has {this.responses.Length} responses and {errors.Length} errors; expected three or more "
                    + $"of each, "
                    + "as many as there are stimuli.", nameof(responses));
        }

        SampleChecks.RequireFinite(this.stimuli, nameof(stimuli));
        SampleChecks.RequireFinite(this.responses, nameof(responses));
        SampleChecks.RequireFinite(errors, nameof(standardErrors));
        for (int i = 1; i < this.stimuli.Length; i++)
        {
            if (!(this.stimuli[i] > this.stimuli[i - 1]))
            {
                throw new ArgumentException($"The stimuli must ascend: {this.stimuli[i]} follows {this.stimuli[i - 1]}.", nameof(stimuli));
            }
        }
    }

    /// <summary>The stimuli.</summary>
    public IReadOnlyList<double> Stimuli => stimuli;

    /// <summary>The response to each.</summary>
    public IReadOnlyList<double> Responses => responses;

    /// <summary>The stimulus of the largest response; a parabola through it and its neighbours gives it between stimuli.</summary>
    public double Preferred => PeakOf(responses).At;

    /// <summary>The largest response, of the same parabola.</summary>
    public Estimate Peak => Propagated(values => PeakOf(values).Value)!;

    /// <summary>
    /// Half the width of the curve at half its height above a baseline: the mean distance of the two flanks, on which straight lines join neighbouring
    /// responses. Unknown where a flank does not fall so far within the stimuli. Its error is what those of the responses make of it.
    /// </summary>
    /// <param name="baseline">The response that counts as none.</param>
    public Estimate HalfWidth(double baseline = 0) => Propagated(values => WidthOf(values, baseline))
        ?? Estimate.Unknown($"the response does not fall to half of its height above {baseline} on both sides, between stimuli of {stimuli[0]} and "
            + $"{stimuli[^1]}");

    /// <summary>
    /// The selectivity for a circular stimulus, |Σ r e^{2πi s/period}|/Σ r, one less the circular variance: 0 for the same response everywhere, 1 for a
    /// response to one stimulus alone. The stimuli must cover the period evenly, without its end.
    /// </summary>
    /// <exception cref="ArgumentException">The stimuli do not cover the period evenly.</exception>
    public Estimate CircularSelectivity(double period)
    {
        double step = period / stimuli.Length;
        for (int i = 0; i < stimuli.Length; i++)
        {
            if (!(Math.Abs(stimuli[i] - stimuli[0] - (i * step)) <= 1e-6 * Math.Abs(period)))
            {
                throw new ArgumentException($"{stimuli.Length} stimuli that cover a period of {period} evenly are {step} apart; number {i} is "
                    + $"{stimuli[i]}.", nameof(period));
            }
        }

        return Propagated(values =>
        {
            var sum = System.Numerics.Complex.Zero;
            double total = 0;
            for (int i = 0; i < values.Length; i++)
            {
                sum += values[i] * System.Numerics.Complex.Exp(new System.Numerics.Complex(0, 2 * Math.PI * stimuli[i] / period));
                total += values[i];
            }

            return total > 0 ? sum.Magnitude / total : null;
        }) ?? Estimate.Unknown("the responses have no positive sum");
    }

    private (double At, double Value) PeakOf(double[] values)
    {
        int best = Array.IndexOf(values, values.Max());
        if (best == 0 || best == values.Length - 1)
        {
            return (stimuli[best], values[best]);
        }

        // Newton's form of the parabola through three points.
        double left = (values[best] - values[best - 1]) / (stimuli[best] - stimuli[best - 1]);
        double right = (values[best + 1] - values[best]) / (stimuli[best + 1] - stimuli[best]);
        double bend = (right - left) / (stimuli[best + 1] - stimuli[best - 1]);
        if (!(bend < 0))
        {
            return (stimuli[best], values[best]);
        }

        double at = ((stimuli[best - 1] + stimuli[best]) / 2) - (left / (2 * bend));
        return (at, values[best] + (left * (at - stimuli[best])) + (bend * (at - stimuli[best]) * (at - stimuli[best - 1])));
    }

    private double? WidthOf(double[] values, double baseline)
    {
        var (at, peak) = PeakOf(values);
        double half = baseline + ((peak - baseline) / 2);
        int right = Array.FindIndex(stimuli, stimulus => stimulus > at), left = Array.FindLastIndex(stimuli, stimulus => stimulus < at);
        while (right >= 0 && right < values.Length && values[right] > half)
        {
            right++;
        }

        while (left >= 0 && values[left] > half)
        {
            left--;
        }

        if (!(peak > baseline) || right < 1 || right >= values.Length || left < 0 || left + 1 >= values.Length)
        {
            return null;
        }

        double Crossing(int above, int below)
            => stimuli[above] + ((values[above] - half) / (values[above] - values[below]) * (stimuli[below] - stimuli[above]));
        return (Crossing(right - 1, right) - Crossing(left + 1, left)) / 2;
    }

    // By differences: each response moved by a small part of its error.
    private Estimate? Propagated(Func<double[], double?> of)
    {
        if (of(responses) is not { } value)
        {
            return null;
        }

        double variance = 0;
        for (int i = 0; i < responses.Length; i++)
        {
            if (errors[i] > 0)
            {
                double[] moved = [.. responses];
                moved[i] += 1e-4 * errors[i];
                variance += Math.Pow(((of(moved) ?? value) - value) / 1e-4, 2);
            }
        }

        return Estimate.Of(value, Math.Sqrt(variance));
    }
}
