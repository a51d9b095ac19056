namespace Neuropil.Engine;

/// <summary>A spike source in executable form: it is asked once for every step, in order.</summary>
internal abstract class SpikeGenerator(Population population, int index)
{
    public Population Population { get; } = population;

    /// <summary>The population's place in the network.</summary>
    public int Index { get; } = index;

    /// <summary>
    /// Appends the cells of a range (which may reach into the padding behind the last) that spike in a step, in ascending order; one may stand more than once.
    /// </summary>
    public abstract void Generate(long step, int begin, int end, NativeList<int> spikes);

    /// <summary>The rate of each cell, in kernel units; null for a source without one.</summary>
    public virtual double[]? Rates => null;

    /// <summary>Writes what makes this source another than others, for the network's fingerprint.</summary>
    public abstract void SaveDeclaration(BinaryWriter writer);

    /// <summary>Writes the state, so that a resumed run goes on with the same spikes.</summary>
    public abstract void Save(BinaryWriter writer);

    /// <summary>Reads the state.</summary>
    public abstract void Load(BinaryReader reader);
}
