using Neuropil.Files;

namespace Neuropil;

/// <summary>
/// Files of spikes that were written while a network ran (<see cref="RunOptions.RecordBudget"/>), <c>.spikes</c>, about two bytes a spike. They can be read
/// at any time, also when the run was killed or its disk was full: they have all spikes up to some step. Where a network was divided among ranks, or a run
/// gone on with by another number of them, a record has several files, and an index that names them, <c>.spikes.json</c>.
/// </summary>
/// <remarks>
/// Little-endian: the mark <c>NPSPIKE\n</c>, the version 1 and the length of the head, 4 bytes each, and the head as JSON: <c>name</c>, <c>cells</c>,
/// <c>time_step_s</c>, <c>start_step</c>. Then blocks, each with five numbers of 4 bytes: the length of its content, the number of its spikes, its first step,
/// the step behind its last one, and the CRC-32 of these four and the content. The content has for each step with spikes how many steps it is after the
/// one before (the first: after the block's first step), the number of spikes, and their cells, the first as it is, then differences; all as
/// variable-length numbers (LEB128). A block at the end that is not complete does not count.
/// <para>
/// The index is JSON: what the head has, <c>stop_step</c>, <c>spikes</c>, and <c>segments</c>, one after another in time, each with <c>start_step</c>,
/// <c>stop_step</c>, <c>ranks</c> and <c>parts</c>: of each the <c>file</c> beside the index, the <c>rank</c> that wrote it, its cells from
/// <c>first_cell</c> on (<c>cells</c>), its <c>spikes</c>, the <c>bytes</c> that count, and their <c>sha256</c>.
/// </para>
/// </remarks>
public static class SpikeStreams
{
    /// <summary>Reads all spikes of a file; of an index those of all files that it names, in the order of steps and cells.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or something else; or one that an index names is not there, is shorter than the index says, or another. The message names it.
    /// </exception>
    public static SpikeTrains Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (allSteps, allCells) = (new List<int>(), new List<int>());
        void Add(ReadOnlySpan<int> steps, ReadOnlySpan<int> cells)
        {
            allSteps.AddRange(steps);
            allCells.AddRange(cells);
        }

        SpikeTrains Trains(SpikeStreamHead head, int stop)
            => new(head.Name, head.Cells, Time.FromSi(head.TimeStepSeconds), (int)head.StartStep, stop, [.. allSteps], [.. allCells], areOwn: true);

        if (SpikeIndex.IsAt(path))
        {
            var index = SpikeIndex.Read(path);
            foreach (var segment in index.Segments)
            {
                segment.Read(int.MinValue, long.MaxValue, Add);
            }

            return Trains(index.Head, index.Segments[^1].StopStep);
        }

        var (head, stop) = SpikeStreamReader.Read(path, long.MaxValue, int.MinValue, long.MaxValue, Add);
        return Trains(head, stop);
    }
}
