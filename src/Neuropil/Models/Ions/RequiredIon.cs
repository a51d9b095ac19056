namespace Neuropil;

/// <summary>An ion whose concentration a channel or a mechanism needs: <c>RequiredIon.Of&lt;Calcium&gt;()</c>.</summary>
public sealed record RequiredIon
{
    private readonly Func<IonContainer> example;

    private RequiredIon(Type ion, Func<IonContainer> example) => (Ion, this.example) = (ion, example);

    /// <summary>The type of the ion's container.</summary>
    public Type Ion { get; }

    /// <summary>The requirement of an ion.</summary>
    /// <typeparam name="TIon">The ion's container.</typeparam>
    public static RequiredIon Of<TIon>()
        where TIon : IonContainer<TIon>, new()
        => Known<TIon>.Requirement;

    /// <inheritdoc/>
    public override string ToString() => Ion.Name;

    /// <summary>A container with concentrations, for the example of a model that needs them.</summary>
    internal IonContainer Example() => example();

    private static class Known<TIon>
        where TIon : IonContainer<TIon>, new()
    {
        public static readonly RequiredIon Requirement = new(typeof(TIon), () => new TIon().Example());
    }
}
