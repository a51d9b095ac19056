namespace Neuropil;

/// <summary>Signals recorded at the same times. Compare <see cref="SpikeTrains"/>, which holds events.</summary>
public sealed class Traces
{
    /// <summary>Signals at ascending times.</summary>
    /// <exception cref="ArgumentException">
    /// A signal has another number of values than there are times, or the times are not finite or do not ascend.
    /// </exception>
    public Traces(IReadOnlyList<double> timesSeconds, IReadOnlyList<Trace> columns)
    {
        double last = double.NegativeInfinity;
        for (int i = 0; i < timesSeconds.Count; i++)
        {
            if (!(timesSeconds[i] > last) || !double.IsFinite(timesSeconds[i]))
            {
                throw new ArgumentException($"Times must be finite and ascend: {timesSeconds[i]} s follows {last} s at index {i}.", nameof(timesSeconds));
            }

            last = timesSeconds[i];
        }

        foreach (Trace column in columns)
        {
            if (column.Values.Count != timesSeconds.Count)
            {
                throw new ArgumentException(
                    $"Trace '{column.Label}' has {column.Values.Count} values for {timesSeconds.Count} times.", nameof(columns));
            }
        }

        (TimesSeconds, Columns) = (timesSeconds, columns);
    }

    /// <summary>The times of the samples in seconds, ascending.</summary>
    public IReadOnlyList<double> TimesSeconds { get; }

    /// <summary>The signals.</summary>
    public IReadOnlyList<Trace> Columns { get; }

    /// <summary>The first signal of this name, and of this neuron where one is given.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that there are.</exception>
    public Trace this[string name, int? neuron = null]
    {
        get
        {
            foreach (Trace column in Columns)
            {
                if (column.Name == name && (neuron is null || column.Neuron == neuron))
                {
                    return column;
                }
            }

            string wanted = neuron is { } number ? $"{name}[{number}]" : name;
            throw new KeyNotFoundException($"No trace '{wanted}' was recorded; there are {string.Join(", ", Columns.Select(column => column.Label))}.");
        }
    }

    /// <summary>The same signals, only at times from <paramref name="start"/> to <paramref name="stop"/>, both included.</summary>
    public Traces Window(Time start, Time stop)
    {
        int first = 0;
        while (first < TimesSeconds.Count && TimesSeconds[first] < start.SiValue)
        {
            first++;
        }

        int last = first;
        while (last < TimesSeconds.Count && TimesSeconds[last] <= stop.SiValue)
        {
            last++;
        }

        double[] Cut(IReadOnlyList<double> values) => [.. values.Skip(first).Take(last - first)];
        return new Traces(Cut(TimesSeconds), [.. Columns.Select(column => column with { Values = Cut(column.Values) })]);
    }
}
