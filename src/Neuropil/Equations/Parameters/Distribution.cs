namespace Neuropil;

/// <summary>A parameter of which each cell or synapse draws its own value. Made by <see cref="Distributions"/>.</summary>
/// <typeparam name="T">The quantity.</typeparam>
public sealed class Distribution<T> : Parameter<T>
    where T : struct, IQuantity<T>
{
    internal Distribution(DistributionShape shape)
        : base(new DrawnValues(shape)) => Shape = shape;

    internal DistributionShape Shape { get; }

    /// <summary>One value.</summary>
    public T Draw(ref RandomStream stream) => T.FromSi(Shape.Draw(ref stream));
}

/// <summary>Values drawn by each entity from a stream of its own.</summary>
internal sealed class DrawnValues(DistributionShape shape) : ParameterValues
{
    public override void Fill(Span<double> si, ulong seed, RandomPurpose purpose, ulong family, int firstEntity)
    {
        for (int i = 0; i < si.Length; i++)
        {
            var stream = new RandomStream(seed, purpose, RandomStream.Entity(family, (ulong)(firstEntity + i)));
            si[i] = shape.Draw(ref stream);
        }
    }

    public override (double Low, double High)? Bounds => shape.Bounds;

    public override double? Lowest => shape.Lowest;

    public override (double Low, double High)? NearlyAll => shape.NearlyAll;

    public override double Sample(ref RandomStream stream) => shape.Draw(ref stream);

    public override void Sample(ref RandomStream stream, Span<double> si) => shape.Draw(ref stream, si);

    public override void Skip(ref RandomStream stream, int count) => shape.Skip(ref stream, count);

    public override string Print(Dimension dimension) => shape.Print(si => QuantityPrinter.Print(new Quantity(si, dimension)));
}
