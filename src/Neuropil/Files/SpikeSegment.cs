namespace Neuropil.Files;

/// <summary>
/// The spikes of a record in consecutive steps, in a file for each rank that has cells of it. A run that another number of ranks goes on with, or another
/// partition, begins a new one.
/// </summary>
/// <param name="Ranks">The number of ranks that have written it, those without a cell of the record included.</param>
/// <param name="StartStep">The first step that it tells of.</param>
/// <param name="Parts">The files, in the order of their cells; all go up to the same step.</param>
internal sealed record SpikeSegment(int Ranks, long StartStep, IReadOnlyList<SpikePart> Parts)
{
    /// <summary>The step up to which it tells of spikes.</summary>
    public int StopStep => Parts[0].Place.StopStep;

    /// <summary>The number of spikes.</summary>
    public long Spikes => Parts.Sum(part => part.Place.Spikes);

    /// <summary>Whether all is in the one file of one process.</summary>
    public bool IsOfOneProcess => Ranks == 1;

    /// <summary>Whether ranks that divide the cells like this can go on with its files.</summary>
    public bool IsOf(int ranks, IReadOnlyList<SpikeShare> shares) => Ranks == ranks && Parts.Select(part => part.Share).SequenceEqual(shares);

    /// <summary>The same with other paths of the files.</summary>
    public SpikeSegment At(Func<string, string> pathOf)
        => this with { Parts = [.. Parts.Select(part => part with { Place = part.Place with { Path = pathOf(part.Place.FileName) } })] };

    /// <summary>Gives the spikes of all steps that overlap the given ones, and perhaps others before and behind them, in their order.</summary>
    /// <exception cref="InvalidDataException">A file is something else, or damaged; the message names it.</exception>
    public void Read(long fromStep, long toStep, SpikeAction action)
    {
        // A spike at time zero is of the step before the first.
        if (StartStep <= toStep && StopStep > fromStep)
        {
            SpikeMerge.Read([.. Parts.Select(part => part.Place)], fromStep, toStep, action);
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Ranks);
        writer.Write(StartStep);
        writer.Write(Parts.Count);
        foreach (var part in Parts)
        {
            part.Save(writer);
        }
    }

    public static SpikeSegment Load(BinaryReader reader)
        => new(reader.ReadInt32(), reader.ReadInt64(), [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => SpikePart.Load(reader))]);
}
