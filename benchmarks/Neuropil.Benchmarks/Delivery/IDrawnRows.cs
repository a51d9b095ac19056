namespace Neuropil.Benchmarks;

/// <summary>Rows of synapses, one a source, drawn from the source's number: the same at each call.</summary>
internal interface IDrawnRows
{
    /// <summary>Weights are stored in units of 2^this of their resolution, in 32 bits.</summary>
    public const int WeightShift = 5;

    /// <summary>The number of rows.</summary>
    int Sources { get; }

    /// <summary>The number of cells.</summary>
    int Targets { get; }

    /// <summary>The shortest delay, steps.</summary>
    int ShortestDelay { get; }

    /// <summary>The longest delay, steps.</summary>
    int LongestDelay { get; }

    /// <summary>Draws the row of a source; it is good until the next is drawn.</summary>
    ReadOnlySpan<DrawnSynapse> Draw(int source);
}

/// <summary>One synapse of a row.</summary>
/// <param name="Target">The cell.</param>
/// <param name="Delay">The delay, steps.</param>
/// <param name="Weight">The weight in units of 2^<see cref="IDrawnRows.WeightShift"/> of the resolution.</param>
internal readonly record struct DrawnSynapse(int Target, int Delay, int Weight);
