namespace Neuropil.Benchmarks;

/// <summary>A network written by hand: its step loop on one thread.</summary>
internal interface IHandWrittenNetwork
{
    /// <summary>Its cells.</summary>
    int Cells { get; }

    /// <summary>Its synapses.</summary>
    long Synapses { get; }

    /// <summary>Synaptic events so far.</summary>
    long Events { get; }

    /// <summary>Spikes so far.</summary>
    long Spikes { get; }

    /// <summary>Advances by so many steps of 0.1 ms, and says by how many cells times steps.</summary>
    long Run(int steps);
}
