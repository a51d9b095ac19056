namespace Neuropil;

/// <summary>Raster figures: every spike as a mark at its time and neuron, and below it how the population's rate moves.</summary>
public static class Rasters
{
    private const int WantedBins = 120;
    private const double HeightPerNeuron = 3; // mm
    private const double SmallestRaster = 12; // mm
    private const double LargestRaster = 55; // mm
    private const double RateHeight = 20; // mm

    /// <summary>A raster of one population with its rate histogram below.</summary>
    /// <param name="spikes">The spikes.</param>
    /// <param name="title">A heading; none by default.</param>
    /// <param name="bin">The width of the histogram's bins; by default 1, 2 or 5 times a power of ten of milliseconds, about 120 bins.</param>
    public static Figure Raster(this SpikeTrains spikes, string title = "", Time? bin = null) => Raster([spikes], title, bin);

    /// <summary>A raster of several populations, each in a colour of its own, stacked from below in their order.</summary>
    /// <param name="populations">The spikes of each population.</param>
    /// <param name="title">A heading; none by default.</param>
    /// <param name="bin">The width of the histogram's bins; by default 1, 2 or 5 times a power of ten of milliseconds, about 120 bins.</param>
    public static Figure Raster(this IReadOnlyList<SpikeTrains> populations, string title = "", Time? bin = null)
    {
        Time stop = default;
        Time duration = default;
        long count = 0;
        foreach (SpikeTrains spikes in populations)
        {
            stop = Longer(stop, spikes.Stop);
            duration = Longer(duration, spikes.Duration);
            count += spikes.Count;
        }

        TimeUnit unit = TimeUnit.For(stop);
        var rows = new List<PlotLayer>();
        var rates = new List<PlotLayer>();
        int neurons = 0;
        foreach (SpikeTrains spikes in populations)
        {
            // One population needs no colour to be told apart.
            Colour colour = populations.Count == 1 ? Colour.Black : Palette.At(rows.Count);
            rows.Add(new SpikeRows(spikes, unit) { Colour = colour, FirstRow = neurons, AsBitmap = count > SpikeRows.VectorLimit, SpikesInPanel = count });
            rates.Add(Histogram(spikes.PopulationRate(bin ?? DefaultBin(duration, spikes.TimeStep)), unit, colour));
            neurons += spikes.NeuronCount;
        }

        var time = new Axis("Time", unit.Symbol);
        Length height = Math.Clamp(neurons * HeightPerNeuron, SmallestRaster, LargestRaster) * Units.mm;
        return new Figure
        {
            Title = title,
            Panels =
            [
                new Panel { X = time, Y = new Axis("Neuron") { WholeNumbers = true }, Layers = rows, Height = height },
                new Panel { X = time, Y = new Axis("Rate", "Hz"), Layers = rates, Height = RateHeight * Units.mm },
            ],
        };
    }

    private static Time Longer(Time a, Time b) => a > b ? a : b;

    private static Bars Histogram(PopulationRate rate, TimeUnit unit, Colour colour)
    {
        double[] edges = new double[rate.Values.Count + 1];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = unit.Of(rate.Start + (i * rate.Bin));
        }

        return new Bars("", edges, rate.Values) { Colour = colour, Closed = false };
    }

    private static Time DefaultBin(Time duration, Time timeStep)
    {
        double bin = 1e-6;
        foreach (double factor in (ReadOnlySpan<double>)[1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000])
        {
            foreach (double mantissa in (ReadOnlySpan<double>)[1, 2, 5])
            {
                if (duration.SiValue / (factor * mantissa) >= WantedBins * 0.7)
                {
                    bin = factor * mantissa;
                }
            }
        }

        return Longer(Time.FromSi(bin), timeStep);
    }
}
