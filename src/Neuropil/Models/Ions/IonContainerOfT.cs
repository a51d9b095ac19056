namespace Neuropil;

/// <summary>
/// An ion with its pool and the channels that it passes. An ion of your own is one line, which names itself:
/// <c>sealed record Chloride() : IonContainer&lt;Chloride&gt;(-1, -70 * mV);</c>
/// </summary>
/// <typeparam name="TSelf">The class itself, so that only channels of this ion fit.</typeparam>
public abstract record IonContainer<TSelf> : IonContainer
    where TSelf : IonContainer<TSelf>, new()
{
    /// <summary>An ion.</summary>
    /// <param name="valence">The charge number, such as +1 or -1.</param>
    /// <param name="defaultReversal">The reversal potential where neither that nor concentrations are given.</param>
    /// <exception cref="ArgumentException">The valence is 0.</exception>
    protected IonContainer(int valence, Parameter<Voltage> defaultReversal)
        : base(valence, defaultReversal)
    {
    }

    /// <summary>
    /// The pool that the ion's currents fill, which gives the concentration inside the cell; null for a fixed one or none. With an
    /// <see cref="IonContainer.OuterConcentration"/> the reversal potential follows the pool.
    /// </summary>
    public IonPool<TSelf>? Pool { get; init; }

    /// <summary>The channels that pass this ion.</summary>
    public new IReadOnlyList<IonChannel<TSelf>> Channels { get; init; } = [];

    private protected sealed override IonPool? HeldPool => Pool;

    private protected sealed override IReadOnlyList<IonChannel> HeldChannels => Channels;

    /// <summary>The ion with concentrations as cells have them, for the examples that show a model which needs these; by default as it is.</summary>
    protected internal virtual TSelf Example() => (TSelf)this;
}
