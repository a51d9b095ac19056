using Neuropil.Files;

namespace Neuropil;

/// <summary>Synapses in files: <c>.npz</c> for NumPy, <c>.csv</c> for everything else. A file is either complete or not there.</summary>
/// <remarks>
/// The <c>.npz</c> file has the arrays <c>source</c> and <c>target</c>, cells by their numbers within the populations, and an array for each of
/// <see cref="SynapseTable.Names"/>: <c>w</c>, <c>delay</c>, ...; all with an entry for each synapse, ordered by source and target. <c>name</c> and
/// <c>unit</c> say in which unit each of these is, and <c>source_population</c> and <c>target_population</c> have one entry. A CSV file has a line for each
/// synapse: <c>source,target,w (nS),delay (ms),...</c>.
/// </remarks>
public static class SynapseFiles
{
    /// <summary>Writes all synapses, with all values in their usual units; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this SynapseTable synapses, string path)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        string[] names = [.. synapses.Names];
        var columns = Array.ConvertAll(names, synapses.InUsualUnit);
        if (TableFormats.Of(path) == TableFormat.Npz)
        {
            NumpyArchive.Write(path, Arrays(synapses, names, columns));
        }
        else
        {
            CsvFile.Write(path, file => Fill(file, synapses, names, columns));
        }
    }

    private static IEnumerable<(string Name, NumpyArray Array)> Arrays(SynapseTable synapses, string[] names, (string Unit, double[] Values)[] columns)
    {
        yield return ("source", NumpyArray.Of([.. synapses.Sources]));
        yield return ("target", NumpyArray.Of([.. synapses.Targets]));
        for (int i = 0; i < names.Length; i++)
        {
            yield return (names[i], NumpyArray.Of(columns[i].Values));
        }

        yield return ("name", NumpyArray.Of(names));
        yield return ("unit", NumpyArray.Of(Array.ConvertAll(columns, column => column.Unit)));
        yield return ("source_population", NumpyArray.Of([synapses.Projection.Source.Population.Name]));
        yield return ("target_population", NumpyArray.Of([synapses.Projection.Target.Population.Name]));
    }

    private static void Fill(CsvFile file, SynapseTable synapses, string[] names, (string Unit, double[] Values)[] columns)
    {
        file.Field("source");
        file.Field("target");
        for (int i = 0; i < names.Length; i++)
        {
            file.Field(CsvFile.Heading(names[i], columns[i].Unit));
        }

        file.EndLine();
        for (int synapse = 0; synapse < synapses.Count; synapse++)
        {
            file.Field(synapses.Sources[synapse]);
            file.Field(synapses.Targets[synapse]);
            foreach (var (_, values) in columns)
            {
                file.Field(values[synapse]);
            }

            file.EndLine();
        }
    }
}
