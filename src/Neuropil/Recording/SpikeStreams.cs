using Neuropil.Files;

namespace Neuropil;

/// <summary>
/// Files of spikes that were written while a network ran (<see cref="RunOptions.RecordBudget"/>), <c>.spikes</c>, about two bytes a spike. They can be read
/// at any time, also when the run was killed or its disk was full: they have all spikes up to some step.
/// </summary>
/// <remarks>
/// Little-endian: the mark <c>NPSPIKE\n</c>, the version 1 and the length of the head, 4 bytes each, and the head as JSON: <c>name</c>, <c>cells</c>,
/// <c>time_step_s</c>, <c>start_step</c>. Then blocks, each with five numbers of 4 bytes: the length of its content, the number of its spikes, its first step,
/// the step behind its last one, and the CRC-32 of these four and the content. The content has for each step with spikes how many steps it is after the
/// one before (the first: after the block's first step), the number of spikes, and their cells, the first as it is, then differences; all as
/// variable-length numbers (LEB128). A block at the end that is not complete does not count.
/// </remarks>
public static class SpikeStreams
{
    /// <summary>Reads all spikes of a file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or something else; the message names it.</exception>
    public static SpikeTrains Load(string path)
    {
        var (allSteps, allCells) = (new List<int>(), new List<int>());
        var (head, stop) = SpikeStreamReader.Read(path, long.MaxValue, int.MinValue, long.MaxValue, (steps, cells) =>
        {
            allSteps.AddRange(steps);
            allCells.AddRange(cells);
        });
        return new SpikeTrains(head.Name, head.Cells, Time.FromSi(head.TimeStepSeconds), (int)head.StartStep, stop, [.. allSteps], [.. allCells], areOwn: true);
    }
}
