using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Neuropil;

/// <summary>The response to a sinusoid, and what it is made of.</summary>
/// <param name="Frequency">The frequency.</param>
/// <param name="Value">Output over input as complex amplitudes.</param>
/// <param name="Gain">Its magnitude.</param>
/// <param name="Phase">Its argument in radians, positive where the output leads.</param>
public sealed record SinusoidalResponse(Frequency Frequency, Complex Value, Estimate Gain, Estimate Phase)
{
    internal static SinusoidalResponse Of(ReadOnlySpan<double> input, ReadOnlySpan<double> output, Time interval, Frequency frequency)
    {
        double cycles = frequency.SiValue * interval.SiValue;
        if (!(cycles > 0 && cycles < 0.5))
        {
            throw new ArgumentOutOfRangeException(
                nameof(frequency), frequency, $"The frequency must be above 0 and below half the sampling rate, {Frequency.FromSi(0.5 / interval.SiValue)}.");
        }

        int periods = (int)Math.Floor((input.Length * cycles) + 1e-9);
        int blocks = Math.Min(Jackknife.MostBlocks, periods);
        if (blocks < Jackknife.FewestBlocks)
        {
            throw new ArgumentOutOfRangeException(
                nameof(frequency), frequency,
                $"The response at a frequency needs {Jackknife.FewestBlocks} of its periods; the record of {input.Length * interval} has "
                    + $"{input.Length * cycles:G3}.");
        }

        Complex[] inputs = new Complex[blocks], outputs = new Complex[blocks];
        for (int block = 0; block < blocks; block++)
        {
            // Whole periods of all blocks together, shared out as evenly as they go.
            int from = (int)Math.Round(periods * (long)block / blocks / cycles), to = (int)Math.Round(periods * (block + 1L) / blocks / cycles);
            to = Math.Min(to, input.Length);
            inputs[block] = Amplitude(input[from..to], from, cycles);
            outputs[block] = Amplitude(output[from..to], from, cycles);
        }

        Complex x = Sum(inputs), y = Sum(outputs), value = y / x;
        Complex[] without = [.. Enumerable.Range(0, blocks).Select(block => (y - outputs[block]) / (x - inputs[block]) / value)];
        double along = Jackknife.StandardError([.. without.Select(one => one.Magnitude)]),
            across = Jackknife.StandardError([.. without.Select(one => one.Phase)]);
        return new SinusoidalResponse(
            frequency, value, Estimate.Of(value.Magnitude, along * value.Magnitude, blocks - 1), Estimate.Of(value.Phase, across, blocks - 1));
    }

    private static Complex Sum(Complex[] values) => values.Aggregate(Complex.Zero, (sum, value) => sum + value);

    // The amplitude a of mean + Re a exp(2 pi i f t), by least squares: exact also where a period is no whole number of samples.
    private static Complex Amplitude(ReadOnlySpan<double> samples, int from, double cycles)
    {
        var (matrix, right) = (Matrix<double>.Build.Dense(3, 3), MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(3));
        Span<double> row = stackalloc double[3];
        for (int i = 0; i < samples.Length; i++)
        {
            double phase = 2 * Math.PI * Math.IEEERemainder((from + i) * cycles, 1);
            (row[0], row[1], row[2]) = (1, Math.Cos(phase), -Math.Sin(phase));
            for (int j = 0; j < 3; j++)
            {
                right[j] += row[j] * samples[i];
                for (int k = 0; k < 3; k++)
                {
                    matrix[j, k] += row[j] * row[k];
                }
            }
        }

        var solution = matrix.Solve(right);
        return new Complex(solution[1], solution[2]);
    }
}
