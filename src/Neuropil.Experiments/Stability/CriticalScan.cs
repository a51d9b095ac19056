using System.Numerics;

namespace Neuropil.Experiments;

/// <summary>Circuits around a critical value, and where the simulated ones stop being stable.</summary>
internal sealed record CriticalScan(double Critical, double[] Values, Complex[] Theory, Complex[] Found)
{
    /// <summary>The deviation whose growth is measured, over the rate.</summary>
    public const double Small = 1e-4;

    private const int Points = 61;

    /// <summary>Where simulated circuits stop being stable.</summary>
    public double Crossing => At.At;

    /// <summary>The frequency there, Hz.</summary>
    public double FrequencyAtCrossing
    {
        get
        {
            var (_, index, part) = At;
            return ((Found[index].Imaginary * (1 - part)) + (Found[index + 1].Imaginary * part)) / (2 * Math.PI) * 1000;
        }
    }

    private (double At, int Index, double Part) At
        => Crossings(Values, [.. Found.Select(value => value.Real)]).OrderBy(found => Math.Abs(found.At - Critical)).DefaultIfEmpty((double.NaN, 0,
            0)).First();

    /// <summary>Circuits from half of the critical value to one and a half.</summary>
    public static CriticalScan Of(double critical, Func<double, EiRateCircuit> at, StabilityParameters p, Session session)
    {
        double[] values = Plot.Range(0.5 * critical, 1.5 * critical, Points - 1);
        EiRateCircuit[] circuits = [.. values.Select(at)];
        return new CriticalScan(critical, values, [.. circuits.Select(circuit => circuit.Leading)], Leading(p, circuits, session));
    }

    /// <summary>Eigenvalues as courses of a few time constants show them, 1/ms.</summary>
    public static Complex[] Leading(StabilityParameters p, IReadOnlyList<EiRateCircuit> circuits, Session session)
    {
        var simulated = new SimulatedCircuits(circuits, Small, session, p.RateStep, p.Sampling);
        simulated.Advance(40 * p.Sampling);
        return simulated.Leading();
    }

    /// <summary>Where growth changes its sign, by straight lines.</summary>
    public static IEnumerable<(double At, int Index, double Part)> Crossings(double[] values, double[] growth)
    {
        for (int i = 0; i + 1 < values.Length; i++)
        {
            if (growth[i] < 0 != growth[i + 1] < 0)
            {
                double part = growth[i] / (growth[i] - growth[i + 1]);
                yield return (values[i] + (part * (values[i + 1] - values[i])), i, part);
            }
        }
    }

    /// <summary>Growth against the value.</summary>
    public Panel Panel(Axis x) => Plot.Panel(x, new Axis("Growth", "1/s"),
        Plot.Line("eigenvalue", Values, Theory.Select(value => value.Real * 1000), colour: EiColours.Both),
        Plot.Points("simulated", [.. Values.Where((_, i) => i % 4 == 0)], Found.Where((_, i) => i % 4 == 0).Select(value => value.Real * 1000),
            colour: EiColours.Excitation),
        ReferenceLine.AtY(0), ReferenceLine.AtX(Critical));
}
