using MathNet.Numerics;

namespace Neuropil.Tests.Engine;

/// <summary>Gamma intervals, as a user writes them; the processes began long before the run.</summary>
internal sealed record OwnGammaSource : RenewalSource
{
    public NumberParameter Shape { get; init; } = 4;

    protected internal override IntervalDraw Intervals(SourceCells cells)
    {
        double[] shape = cells.Values(Shape);
        return (int cell, ref RandomStream random) => random.NextGamma(shape[cell]) / shape[cell];
    }

    // The interval that holds a given moment is drawn in proportion to its length, which makes gamma's shape one larger; the moment lies anywhere in it.
    protected internal override IntervalDraw FirstIntervals(SourceCells cells)
    {
        double[] shape = cells.Values(Shape);
        return (int cell, ref RandomStream random) => random.NextGamma(shape[cell] + 1) / shape[cell] * random.NextDouble();
    }

    /// <summary>The distribution of its intervals.</summary>
    public static double Below(double shape, double interval) => SpecialFunctions.GammaLowerRegularized(shape, shape * interval);
}

/// <summary>A cell that cannot spike for a part of its mean interval, and then spikes at a constant hazard.</summary>
internal sealed record DeadTimeSource(double DeadTime) : RenewalSource
{
    protected internal override IntervalDraw Intervals(SourceCells cells)
    {
        double hazard = 1 / (1 - DeadTime);
        return cells.ByHazard((_, age) => age < DeadTime ? 0 : hazard, 1.5 * hazard);
    }
}

/// <summary>One pattern for all cells, each spike moved by a normal number.</summary>
internal sealed record JitteredPattern(Time[] Pattern) : ListedSource
{
    public Parameter<Time> Jitter { get; init; } = 1 * Units.ms;

    protected internal override bool DrawsTimes => true;

    protected internal override IEnumerable<(int Cell, Time Time)> SpikesOf(SourceCells cells)
    {
        Time[] jitter = cells.Values(Jitter);
        for (int cell = 0; cell < cells.Count; cell++)
        {
            var random = cells.RandomOf(cell);
            foreach (var time in Pattern)
            {
                yield return (cell, time + (random.NextNormal() * jitter[cell]));
            }
        }
    }
}
