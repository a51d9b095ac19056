namespace Neuropil.Engine;

/// <summary>What ranks meet for.</summary>
internal enum MeetingKind
{
    /// <summary>A rank's program ends.</summary>
    End,

    /// <summary>A network is built: what is known of it at one rank.</summary>
    Building,

    /// <summary>Whether all have built the same.</summary>
    Comparing,

    /// <summary>Samples before the first step.</summary>
    Beginning,

    /// <summary>Spikes and outputs of a batch of steps.</summary>
    Batch,

    /// <summary>Whether to go on after a stretch of batches.</summary>
    Agreeing,

    /// <summary>Samples of cells.</summary>
    Sampling,

    /// <summary>Values of cells and synapses.</summary>
    Reading,

    /// <summary>The bytes of a checkpoint.</summary>
    Loading,

    /// <summary>Recorded spikes that go to files.</summary>
    Recording,

    /// <summary>Something of the program's own.</summary>
    Program,
}
