namespace Neuropil;

/// <summary>Independent Poisson spike trains: the <see cref="RenewalSource"/> whose intervals are exponential with mean 1 / rate.</summary>
public sealed record PoissonSource : RenewalSource
{
    /// <inheritdoc/>
    protected internal override IntervalDraw Intervals(SourceCells cells) => SourceCells.Exponential;
}
