using Neuropil.Files;

namespace Neuropil;

/// <summary>A matrix of samples in a file: <c>.npz</c> for NumPy, <c>.csv</c> for everything else. A file is either complete or not there.</summary>
/// <remarks>
/// The <c>.npz</c> file has the array <c>value</c>, a row for each time and a column for each cell (C order, 64-bit numbers), <c>time_ms</c> with an entry for
/// each row, <c>cell</c> with an entry for each column (the number within the population), and <c>name</c> and <c>unit</c> with one entry. A CSV file has a
/// line for each time: <c>time (ms),V[0] (mV),V[1] (mV),...</c>.
/// </remarks>
public static class TraceMatrixFiles
{
    /// <summary>Writes the samples in their usual unit; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this TraceMatrix matrix, string path)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] times = [.. matrix.TimesSeconds.Select(FileTimes.Milliseconds)];
        double[,] values = matrix.InUsualUnit();
        if (TableFormats.Of(path) == TableFormat.Npz)
        {
            NumpyArchive.Write(path,
            [
                ("value", NumpyArray.Of(values)), ("time_ms", NumpyArray.Of(times)), ("cell", NumpyArray.Of([.. matrix.Cells])),
                ("name", NumpyArray.Of([matrix.Name])), ("unit", NumpyArray.Of([matrix.Unit])),
            ]);
            return;
        }

        CsvFile.Write(path, file =>
        {
            file.Field("time (ms)");
            foreach (int cell in matrix.Cells)
            {
                file.Field(CsvFile.Heading($"{matrix.Name}[{cell}]", matrix.Unit));
            }

            file.EndLine();
            for (int sample = 0; sample < times.Length; sample++)
            {
                file.Field(times[sample]);
                for (int cell = 0; cell < matrix.Cells.Count; cell++)
                {
                    file.Field(values[sample, cell]);
                }

                file.EndLine();
            }
        });
    }
}
