namespace Neuropil.Experiments;

/// <summary>A passive compartment that follows another one: tau dy/dt = u - y, where the input u is known on a grid and linear between its points.</summary>
public static class LowPass
{
    /// <summary>The output at the points, without error but that of the input between them: |error| &lt;= max |second difference of u| / 8.</summary>
    public static double[] Filter(IReadOnlyList<double> input, double start, double timeStep, double timeConstant)
    {
        double decay = Math.Exp(-timeStep / timeConstant);
        var output = new double[input.Count];
        output[0] = start;
        for (int i = 1; i < output.Length; i++)
        {
            // Behind a ramp the output lags by tau times its slope; what differs from that at the beginning decays.
            double lag = (input[i] - input[i - 1]) * timeConstant / timeStep;
            output[i] = input[i] - lag + ((output[i - 1] - input[i - 1] + lag) * decay);
        }

        return output;
    }

    /// <summary>The largest second difference between neighbours, d²u/dt² times the square of the step.</summary>
    public static double LargestSecondDifference(IReadOnlyList<double> values)
        => Enumerable.Range(1, Math.Max(0, values.Count - 2)).Max(i => Math.Abs(values[i + 1] - (2 * values[i]) + values[i - 1]));
}
