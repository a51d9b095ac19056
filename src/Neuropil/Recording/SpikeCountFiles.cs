using Neuropil.Files;

namespace Neuropil;

/// <summary>Counts of spikes in files: <c>.npz</c> for NumPy, <c>.csv</c> for everything else. A file is either complete or not there.</summary>
/// <remarks>
/// The <c>.npz</c> file has the arrays <c>neuron</c>, counted within its slice, <c>count</c> and <c>rate_hz</c> with an entry for each cell, and
/// <c>population_name</c>, <c>dt_ms</c>, <c>start_step</c> and <c>stop_step</c> with one entry. A CSV file begins with <c>neuron,spikes,rate (Hz)</c>.
/// Where no time has passed there is no rate: not a number, or an empty field.
/// </remarks>
public static class SpikeCountFiles
{
    /// <summary>Writes the counts so far; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this SpikeCountRecord record, string path)
    {
        ArgumentNullException.ThrowIfNull(record);
        long[] counts = record.Counts();
        double[] rates = record.RatesHz();
        if (TableFormats.Of(path) == TableFormat.Npz)
        {
            NumpyArchive.Write(path,
            [
                ("neuron", NumpyArray.Of([.. Enumerable.Range(0, counts.Length)])), ("count", NumpyArray.Of(counts)), ("rate_hz", NumpyArray.Of(rates)),
                ("population_name", NumpyArray.Of([record.Name])), ("dt_ms", NumpyArray.Of([FileTimes.Milliseconds(record.TimeStep.SiValue)])),
                ("start_step", NumpyArray.Of([record.StartStep])), ("stop_step", NumpyArray.Of([record.StopStep])),
            ]);
            return;
        }

        CsvFile.Write(path, file =>
        {
            file.Field("neuron");
            file.Field("spikes");
            file.Field(CsvFile.Heading("rate", "Hz"));
            file.EndLine();
            for (int i = 0; i < counts.Length; i++)
            {
                file.Field(i);
                file.Field(counts[i]);
                file.Field(rates[i]);
                file.EndLine();
            }
        });
    }
}
