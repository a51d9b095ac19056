using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What a network of spiking cells does.</summary>
internal enum SpikingPhase
{
    Silence, // below 1 Hz
    Asynchronous, // between
    Runaway, // above 100 Hz
}

/// <summary>One network of the phase diagram.</summary>
/// <param name="Strength">g, of inhibition over excitation.</param>
/// <param name="Input">eta, over what reaches the threshold.</param>
/// <param name="Rate">The simulated rate, Hz.</param>
/// <param name="Stable">Those that keep themselves in the mean field, Hz, ascending.</param>
internal sealed record PhasePoint(double Strength, double Input, double Rate, IReadOnlyList<double> Stable)
{
    private const double SilentBelow = 1;
    private const double RunawayAbove = 100;

    /// <summary>To which of them the network comes when nothing has spiked yet, the lowest.</summary>
    public double Theory => Stable[0];

    public SpikingPhase Phase => Of(Rate);

    public SpikingPhase ExpectedPhase => Of(Theory);

    /// <summary>Whether the mean field is farther than a factor of two from both borders: small networks shift them.</summary>
    public bool IsClear => Array.TrueForAll([SilentBelow, RunawayAbove], border => Math.Abs(Math.Log2(Theory / border)) > 1);

    private static SpikingPhase Of(double rate)
        => rate < SilentBelow ? SpikingPhase.Silence : rate > RunawayAbove ? SpikingPhase.Runaway : SpikingPhase.Asynchronous;
}

/// <summary>Sparse networks of integrate-and-fire cells over the strength of inhibition and the input.</summary>
internal static class SpikingPhases
{
    private const string Rate = "rate (Hz)";

    /// <summary>Runs a network at each point.</summary>
    public static List<PhasePoint> Of(StabilityParameters p, Session session)
    {
        (double Strength, double Input)[] grid = [.. p.Inputs.SelectMany(input => p.Strengths.Select(strength => (strength, input)))];
        var sweep = session.Sweep(grid, 1, (at, part, found) =>
        {
            var network = p.Network(at.Strength, at.Input);
            var (built, cells) = network.Build(part.Seed);
            using var run = part.Simulate(built, network.TimeStep);
            var progress = part.Progress.Towards(BrunelParameters.Settling + network.Duration);
            run.Advance(BrunelParameters.Settling, progress);
            var record = run.Record(cells.Spikes);
            run.Advance(network.Duration, progress);
            found.Measure(Rate, record.Trains().MeanRate() / Hz);
        });
        sweep.Run();
        return
        [
            .. sweep.Points.Select(point => new PhasePoint(point.Value.Strength, point.Value.Input, point.Mean(Rate),
                [.. BrunelTheory.StableRates(p.Network(point.Value.Strength, point.Value.Input)).Select(rate => rate / Hz)])),
        ];
    }
}
