using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>
/// A prediction held against a measurement. The tolerance follows from the statistics of the measurement, never from what made it pass.
/// </summary>
/// <param name="Name">What was measured, with its unit: <c>spikes in 100 ms</c>.</param>
/// <param name="Predicted">The predicted value.</param>
/// <param name="Measured">The measured value; a NaN fails.</param>
/// <param name="Tolerance">The largest difference that passes.</param>
/// <param name="Source">Where the prediction and its tolerance come from.</param>
public sealed record Check(string Name, double Predicted, double Measured, double Tolerance, string Source)
{
    /// <summary>Whether measurement and prediction differ by no more than the tolerance.</summary>
    public bool Passed => Math.Abs(Measured - Predicted) <= Tolerance;

    /// <summary>A check that a measurement lies between two bounds: the prediction is their middle.</summary>
    public static Check Between(string name, double lowest, double highest, double measured, string source)
        => new(name, (lowest + highest) / 2, measured, (highest - lowest) / 2, source);

    /// <summary>A check that a measurement equals the prediction exactly, as counts and hashes do.</summary>
    public static Check Exactly(string name, double predicted, double measured, string source) => new(name, predicted, measured, 0, source);

    /// <summary>One line for people.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture,
            $"{(Passed ? "passed" : "FAILED")}: {Name}: predicted {Number(Predicted)} +- {Number(Tolerance)}, measured {Number(Measured)} ({Source})");

    private static string Number(double value) => value.ToString(Math.Abs(value) is >= 1000 and < 1e9 ? "0" : "G4", CultureInfo.InvariantCulture);
}
