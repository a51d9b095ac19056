namespace Neuropil.Networks;

/// <summary>Who makes the rows of a projection. Each thread asks for a generator of its own; all make the same rows.</summary>
internal sealed class RowSource
{
    private readonly Func<RowGenerator> make;

    /// <summary>Rows that are made whenever they are asked for.</summary>
    public RowSource(Func<RowGenerator> make) => this.make = make;

    /// <summary>Rows that are held.</summary>
    public RowSource(Connectivity held)
    {
        Held = held;
        make = () => new HeldRows(held);
    }

    /// <summary>All rows, where they are held.</summary>
    public Connectivity? Held { get; }

    public RowGenerator NewGenerator() => make();
}
