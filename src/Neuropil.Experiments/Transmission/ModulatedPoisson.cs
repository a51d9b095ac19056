namespace Neuropil.Experiments;

/// <summary>
/// Independent Poisson spikes whose rate follows a sinusoid, r (1 + depth sin(2 pi f t)), by thinning (Lewis and Shedler, Nav. Res. Logist. 26, 1979).
/// </summary>
/// <param name="Rate">The mean rate.</param>
/// <param name="Depth">The depth of the modulation, 0 to 1.</param>
/// <param name="Modulation">Its frequency.</param>
/// <param name="Duration">Until when there are spikes.</param>
internal sealed record ModulatedPoisson(Frequency Rate, double Depth, Frequency Modulation, Time Duration) : ListedSource
{
    /// <inheritdoc/>
    protected override bool DrawsTimes => true;

    /// <inheritdoc/>
    protected override IEnumerable<(int Cell, Time Time)> SpikesOf(SourceCells cells)
    {
        double largest = Rate.SiValue * (1 + Depth);
        for (int cell = 0; cell < cells.Count; cell++)
        {
            var random = cells.RandomOf(cell);
            for (double time = random.NextExponential() / largest; time < Duration.SiValue; time += random.NextExponential() / largest)
            {
                if (random.NextDouble() * (1 + Depth) < 1 + (Depth * Math.Sin(2 * Math.PI * Modulation.SiValue * time)))
                {
                    yield return (cell, Time.FromSi(time));
                }
            }
        }
    }
}
