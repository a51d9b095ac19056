using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What a simulated <see cref="BinaryNetwork"/> comes to. Currents are in thresholds of an excitatory unit.</summary>
/// <param name="Network">The network.</param>
/// <param name="Excitatory">The mean activity of excitatory units.</param>
/// <param name="Inhibitory">That of inhibitory ones.</param>
/// <param name="Errors">The standard errors of both over blocks of time.</param>
/// <param name="Excitation">The mean excitation of an excitatory unit, that from outside included.</param>
/// <param name="Inhibition">Its mean inhibition, below zero.</param>
/// <param name="Course">Excitation and inhibition of single excitatory units over time.</param>
internal sealed record BinaryMeasurement(
    BinaryNetwork Network, double Excitatory, double Inhibitory, (double Excitatory, double Inhibitory) Errors, double Excitation, double Inhibition,
        UnitCurrents Course)
{
    /// <summary>How far excitation and inhibition are from cancelling, as a part of excitation.</summary>
    public double Net => Math.Abs(Excitation + Inhibition) / Excitation;

    /// <summary>Simulates a network from all units off, and measures it when that is forgotten.</summary>
    public static BinaryMeasurement Of(BinaryNetwork binary, Time duration, Session session)
    {
        const int Shown = 20;
        Time settling = 10 * BinaryNetwork.ExcitatoryTime;
        var network = session.NewNetwork();
        var (e, i) = binary.AddTo(network);
        using var run = session.Simulate(network, BinaryNetwork.TimeStep, name: $"K {binary.Inputs}", precision: Precision.Double);
        Time interval = 0.5 * ms;
        MeanRecord Mean(Population population, string variable)
            => run.Record(population.Mean(variable) with { Interval = interval });
        var records = new[] { Mean(e, "r"), Mean(i, "r"), Mean(e, "excitatory.active"), Mean(e, "inhibitory.active") };
        int[] units = [.. Enumerable.Range(0, Math.Min(Shown, binary.Units))];
        var course = run.Record(e, units, interval, "excitatory.active", "inhibitory.active");
        run.Advance(settling + duration.OnGrid(BinaryNetwork.TimeStep));
        int skipped = (int)(settling / interval);
        double[][] courses = [.. records.Select(record => record.Traces().Columns[0].Values.Skip(skipped).ToArray())];
        double[] means = [.. courses.Select(values => values.Average())];
        double excitation = Excitation(means[2]), inhibition = Inhibition(means[3]);
        var traces = course();
        UnitCurrents[] all = [.. units.Select((_, unit) => new UnitCurrents(
            [.. traces.TimesSeconds.Skip(skipped).Select(time => (time - traces.TimesSeconds[skipped]) * 1000)],
            [.. traces.Columns[unit].Values.Skip(skipped).Select(Excitation)],
            [.. traces.Columns[units.Length + unit].Values.Skip(skipped).Select(Inhibition)]))];

        // The unit that crosses its threshold most often: means differ between units, as their numbers of inputs do.
        return new BinaryMeasurement(
            binary, means[0], means[1], (Error(courses[0]), Error(courses[1])), excitation, inhibition, all.MaxBy(unit => unit.Crossings)!);

        // Blocks of 20 ms and more, in which activities are forgotten.
        double Error(double[] values)
        {
            int blocks = Math.Max(2, (int)(duration / (20 * ms))), each = values.Length / blocks;
            return StandardError.Of([.. Enumerable.Range(0, blocks).Select(block => values.Skip(block * each).Take(each).Average())]);
        }

        double Excitation(double active) => (active / binary.Root) + (binary.Outside * binary.Root);
        double Inhibition(double active) => -BinaryNetwork.InhibitionOfExcitatory * active / binary.Root;
    }
}

/// <summary>What a unit receives over time.</summary>
/// <param name="TimesMs">The times, ms.</param>
/// <param name="Excitation">Excitation, in thresholds.</param>
/// <param name="Inhibition">Inhibition, below zero.</param>
internal sealed record UnitCurrents(double[] TimesMs, double[] Excitation, double[] Inhibition)
{
    /// <summary>The sum of both.</summary>
    public double[] Net { get; } = [.. Excitation.Zip(Inhibition, (e, i) => e + i)];

    /// <summary>How often the sum goes from one side of the threshold to the other.</summary>
    public int Crossings => Net.Zip(Net.Skip(1), (one, next) => (one > 1) != (next > 1)).Count(crosses => crosses);
}
