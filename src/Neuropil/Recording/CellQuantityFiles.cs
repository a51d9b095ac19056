using Neuropil.Files;

namespace Neuropil;

/// <summary>A quantity of cells in files: <c>.npz</c> for NumPy, <c>.csv</c> for everything else. A file is either complete or not there.</summary>
/// <remarks>
/// The <c>.npz</c> file has the arrays <c>value</c> and <c>cell</c>, with an entry for each cell (its number within the population), and <c>name</c>,
/// <c>unit</c>, <c>population</c> and <c>time_ms</c> with one entry. A CSV file has the columns <c>cell</c> and the name with its unit: <c>cell,V (mV)</c>.
/// </remarks>
public static class CellQuantityFiles
{
    /// <summary>Writes the values in their usual unit; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this CellQuantity quantity, string path)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        int[] cells = [.. Enumerable.Range(quantity.Cells.Start, quantity.Count)];
        double[] values = quantity.InUsualUnit();
        if (TableFormats.Of(path) == TableFormat.Npz)
        {
            NumpyArchive.Write(path,
            [
                ("value", NumpyArray.Of(values)), ("cell", NumpyArray.Of(cells)), ("name", NumpyArray.Of([quantity.Name])),
                ("unit", NumpyArray.Of([quantity.Unit])), ("population", NumpyArray.Of([quantity.Cells.Population.Name])),
                ("time_ms", NumpyArray.Of([FileTimes.Milliseconds(quantity.Time.SiValue)])),
            ]);
            return;
        }

        CsvFile.Write(path, file =>
        {
            file.Field("cell");
            file.Field(CsvFile.Heading(quantity.Name, quantity.Unit));
            file.EndLine();
            for (int i = 0; i < cells.Length; i++)
            {
                file.Field(cells[i]);
                file.Field(values[i]);
                file.EndLine();
            }
        });
    }
}
