using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The activity of a rate unit as a function of its drive, both pure numbers (in units of one's own choice, say Hz and the drive that gives 1 Hz).
/// </summary>
public abstract record TransferFunction : IModel
{
    ModelKind IModel.Kind => ModelKind.TransferFunction;

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => new RateUnit { TransferFunction = this };

    ModelEquations? IModel.Equations() => ModelEquations.Of(new RateUnit { TransferFunction = this });

    /// <summary>The function.</summary>
    public abstract Expr Of(Expr drive);
}

/// <summary>f(h) = gain max(0, h - threshold).</summary>
public sealed record ThresholdLinear : TransferFunction
{
    /// <summary>The slope above the threshold. Default 1.</summary>
    public NumberParameter Gain { get; init; } = 1;

    /// <summary>The drive at which activity begins. Default 0.</summary>
    public NumberParameter Threshold { get; init; } = 0;

    /// <inheritdoc/>
    public override Expr Of(Expr drive) => Gain * Max(drive - Threshold, 0.0);
}

/// <summary>f(h) = maximum / (1 + exp((threshold - h)/width)) (Wilson and Cowan, Biophys. J. 12, 1972).</summary>
public sealed record Sigmoid : TransferFunction
{
    /// <summary>The largest activity. Default 1.</summary>
    public NumberParameter Maximum { get; init; } = 1;

    /// <summary>The drive of half the largest activity. Default 0.</summary>
    public NumberParameter Threshold { get; init; } = 0;

    /// <summary>How far the drive must grow for most of the rise; the slope at the threshold is maximum/(4 width). Default 1.</summary>
    [Positive]
    public NumberParameter Width { get; init; } = 1;

    /// <inheritdoc/>
    public override Expr Of(Expr drive) => Maximum / (1 + Exp((Threshold - drive) / Width));
}

/// <summary>
/// f(h) = gain max(0, h - threshold)^exponent: the supralinear function of stabilised networks (Ahmadian, Rubin and Miller, Neural Comput. 25, 2013).
/// </summary>
public sealed record ThresholdPower : TransferFunction
{
    /// <summary>The factor. Default 0.04.</summary>
    public NumberParameter Gain { get; init; } = 0.04;

    /// <summary>The drive at which activity begins. Default 0.</summary>
    public NumberParameter Threshold { get; init; } = 0;

    /// <summary>The exponent. Default 2.</summary>
    public double Exponent { get; init; } = 2;

    /// <inheritdoc/>
    public override Expr Of(Expr drive) => Gain * Pow(Max(drive - Threshold, 0.0), Exponent);
}

/// <summary>Any other function, given as a formula: <c>new AnyTransferFunction(h => Tanh(h))</c>.</summary>
/// <param name="Function">The formula.</param>
public sealed record AnyTransferFunction(Func<Expr, Expr> Function) : TransferFunction
{
    /// <inheritdoc/>
    /// <exception cref="DimensionMismatchException">The formula gives something that has a unit.</exception>
    public override Expr Of(Expr drive)
        => Function(drive).Required("What a transfer function gives", Dimension.None);
}
