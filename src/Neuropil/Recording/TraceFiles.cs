using Neuropil.Files;

namespace Neuropil;

/// <summary>Traces in files: <c>.npz</c> for NumPy, <c>.csv</c> for everything else. A file is either complete or not there.</summary>
/// <remarks>
/// The <c>.npz</c> file has the array <c>time_ms</c>, an array <c>trace_0</c>, <c>trace_1</c>, ... per trace, and <c>name</c>, <c>unit</c> and
/// <c>neuron</c> (-1 for none) with an entry per trace. A CSV file has a column per trace, headed by its label and unit, after
/// <c>time (ms)</c>; a value that is missing leaves its field empty.
/// </remarks>
public static class TraceFiles
{
    private const int NoNeuron = -1;

    /// <summary>Writes the traces; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this Traces traces, string path)
    {
        if (TableFormats.Of(path) == TableFormat.Npz)
        {
            NumpyArchive.Write(path, Arrays(traces));
        }
        else
        {
            CsvFile.Write(path, file => Fill(file, traces));
        }
    }

    /// <summary>Reads the traces of an <c>.npz</c> file written by <see cref="Save"/>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else; the message says what is wrong.</exception>
    public static Traces Load(string path)
    {
        NumpyArrays arrays = NumpyArchive.Read(path);
        double[] times = [.. arrays["time_ms"].Numbers().Select(milliseconds => milliseconds / 1000)];
        string[] names = arrays["name"].Texts();
        string[] units = arrays["unit"].Texts();
        int[] neurons = arrays["neuron"].Integers();
        if (units.Length != names.Length || neurons.Length != names.Length)
        {
            throw new InvalidDataException($"'{path}' does not hold traces: {names.Length} names, {units.Length} units, {neurons.Length} neurons.");
        }

        var columns = new Trace[names.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new Trace(names[i], units[i], arrays[$"trace_{i}"].Numbers(), neurons[i] == NoNeuron ? null : neurons[i]);
        }

        try
        {
            return new Traces(times, columns);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{path}' does not hold traces: {error.Message}", error);
        }
    }

    private static IEnumerable<(string Name, NumpyArray Array)> Arrays(Traces traces)
    {
        yield return ("time_ms", NumpyArray.Of([.. traces.TimesSeconds.Select(FileTimes.Milliseconds)]));
        yield return ("name", NumpyArray.Of([.. traces.Columns.Select(trace => trace.Name)]));
        yield return ("unit", NumpyArray.Of([.. traces.Columns.Select(trace => trace.Unit)]));
        yield return ("neuron", NumpyArray.Of([.. traces.Columns.Select(trace => trace.Neuron ?? NoNeuron)]));
        for (int i = 0; i < traces.Columns.Count; i++)
        {
            yield return ($"trace_{i}", NumpyArray.Of([.. traces.Columns[i].Values]));
        }
    }

    private static void Fill(CsvFile file, Traces traces)
    {
        file.Field("time (ms)");
        foreach (Trace trace in traces.Columns)
        {
            file.Field(CsvFile.Heading(trace.Label, trace.Unit));
        }

        file.EndLine();
        for (int sample = 0; sample < traces.TimesSeconds.Count; sample++)
        {
            file.Field(FileTimes.Milliseconds(traces.TimesSeconds[sample]));
            foreach (Trace trace in traces.Columns)
            {
                file.Field(trace.Values[sample]);
            }

            file.EndLine();
        }
    }
}
