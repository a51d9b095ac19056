namespace Neuropil;

/// <summary>How few of a population's neurons carry its spikes.</summary>
public static class Sparseness
{
    /// <summary>
    /// The activity ratio a = (mean rate)² / (mean squared rate) of Treves and Rolls, Network 2 (1991) 371: 1 when all neurons fire alike, f
    /// when a fraction f fires alike and the others are silent. NaN where no neuron fired.
    /// </summary>
    public static double ActivityRatio(this SpikeTrains spikes) => ActivityRatio(spikes.Counts());

    /// <summary>
    /// The sparseness S = (1 - a) / (1 - 1/N) of Vinje and Gallant, Science 287 (2000) 1273, with the activity ratio a: 0 when all neurons
    /// fire alike, 1 when a single one fires. NaN where no neuron fired or there is only one.
    /// </summary>
    public static double PopulationSparseness(this SpikeTrains spikes) => Of(spikes.Counts());

    /// <summary>The sparseness of counts already made.</summary>
    internal static double Of(ReadOnlySpan<int> counts)
        => counts.Length < 2 ? double.NaN : (1 - ActivityRatio(counts)) / (1 - (1.0 / counts.Length));

    private static double ActivityRatio(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        double squares = 0;
        foreach (int count in counts)
        {
            sum += count;
            squares += (double)count * count;
        }

        return sum / counts.Length * sum / squares;
    }
}
