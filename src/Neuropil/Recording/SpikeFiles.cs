using Neuropil.Files;

namespace Neuropil;

/// <summary>Spikes in files: <c>.npz</c> for NumPy, <c>.csv</c> for everything else. A file is either complete or not there.</summary>
/// <remarks>
/// The columns of both are the time of each spike in milliseconds, its neuron, counted within its population, and the population. The
/// <c>.npz</c> file has the arrays <c>time_ms</c>, <c>neuron</c>, <c>population</c> (an index) and <c>step</c> with an entry per spike, ordered
/// by population, step and neuron, and <c>population_name</c>, <c>population_size</c>, <c>dt_ms</c>, <c>start_step</c> and <c>stop_step</c> with an
/// entry per population; it holds everything that <see cref="SpikeTrains"/> does. A CSV file begins with <c>time (ms),neuron,population</c>.
/// </remarks>
public static class SpikeFiles
{
    /// <summary>Writes the spikes of one population; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this SpikeTrains spikes, string path) => Save([spikes], path);

    /// <summary>Writes the spikes of several populations; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this IReadOnlyList<SpikeTrains> populations, string path)
    {
        if (TableFormats.Of(path) == TableFormat.Npz)
        {
            NumpyArchive.Write(path, Arrays(populations));
        }
        else
        {
            CsvFile.Write(path, file => Fill(file, populations));
        }
    }

    /// <summary>Reads the populations of an <c>.npz</c> file written by <see cref="Save(IReadOnlyList{SpikeTrains}, string)"/>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else; the message says what is wrong.</exception>
    public static IReadOnlyList<SpikeTrains> Load(string path)
    {
        NumpyArrays arrays = NumpyArchive.Read(path);
        string[] names = arrays["population_name"].Texts();
        int[] sizes = arrays["population_size"].Integers();
        double[] timeSteps = arrays["dt_ms"].Numbers();
        int[] starts = arrays["start_step"].Integers();
        int[] stops = arrays["stop_step"].Integers();
        int[] population = arrays["population"].Integers();
        int[] steps = arrays["step"].Integers();
        int[] neurons = arrays["neuron"].Integers();
        var loaded = new SpikeTrains[names.Length];
        int from = 0;
        try
        {
            for (int i = 0; i < loaded.Length; i++)
            {
                int to = from;
                while (to < population.Length && population[to] == i)
                {
                    to++;
                }

                loaded[i] = new SpikeTrains(
                    names[i], sizes[i], Time.FromSi(timeSteps[i] / 1000), starts[i], stops[i], steps.AsSpan(from..to), neurons.AsSpan(from..to));
                from = to;
            }
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"'{path}' does not hold spikes: {error.Message}", error);
        }

        return from == steps.Length
            ? loaded
            : throw new InvalidDataException($"'{path}' does not hold spikes: spike {from} is not ordered by population.");
    }

    private static (string Name, NumpyArray Array)[] Arrays(IReadOnlyList<SpikeTrains> populations)
    {
        int total = 0;
        foreach (SpikeTrains spikes in populations)
        {
            total += spikes.Count;
        }

        double[] times = new double[total];
        int[] steps = new int[total];
        int[] neurons = new int[total];
        int[] population = new int[total];
        int next = 0;
        for (int i = 0; i < populations.Count; i++)
        {
            SpikeTrains spikes = populations[i];
            spikes.Steps.CopyTo(steps.AsSpan(next));
            spikes.Neurons.CopyTo(neurons.AsSpan(next));
            population.AsSpan(next, spikes.Count).Fill(i);
            foreach (int step in spikes.Steps)
            {
                times[next++] = spikes.Clock.Milliseconds((long)step + 1);
            }
        }

        return
        [
            ("time_ms", NumpyArray.Of(times)),
            ("neuron", NumpyArray.Of(neurons)),
            ("population", NumpyArray.Of(population)),
            ("step", NumpyArray.Of(steps)),
            ("population_name", NumpyArray.Of(PerPopulation(populations, spikes => spikes.Name))),
            ("population_size", NumpyArray.Of(PerPopulation(populations, spikes => spikes.NeuronCount))),
            ("dt_ms", NumpyArray.Of(PerPopulation(populations, spikes => spikes.TimeStep.SiValue * 1000))),
            ("start_step", NumpyArray.Of(PerPopulation(populations, spikes => spikes.StartStep))),
            ("stop_step", NumpyArray.Of(PerPopulation(populations, spikes => spikes.StopStep))),
        ];
    }

    private static T[] PerPopulation<T>(IReadOnlyList<SpikeTrains> populations, Func<SpikeTrains, T> value)
    {
        var values = new T[populations.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(populations[i]);
        }

        return values;
    }

    private static void Fill(CsvFile file, IReadOnlyList<SpikeTrains> populations)
    {
        file.Field("time (ms)");
        file.Field("neuron");
        file.Field("population");
        file.EndLine();
        foreach (SpikeTrains spikes in populations)
        {
            byte[] name = CsvFile.Encoded(spikes.Name);
            ReadOnlySpan<int> steps = spikes.Steps;
            ReadOnlySpan<int> neurons = spikes.Neurons;
            for (int i = 0; i < steps.Length; i++)
            {
                file.Field(spikes.Clock.Milliseconds((long)steps[i] + 1));
                file.Field(neurons[i]);
                file.Field(name);
                file.EndLine();
            }
        }
    }
}
