using Neuropil.Compiler;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>What the formulas of the tests are made of: states, uniform and per-cell parameters, and a value that changes with time.</summary>
internal static class Ingredients
{
    public static readonly Symbol Potential = new("V", Voltage.Dimension, SymbolKind.State);
    public static readonly Symbol Gate = new("m", Dimension.None, SymbolKind.State);
    public static readonly Symbol X = new("x", Dimension.None, SymbolKind.State);

    /// <summary>The same for all cells, different in each step.</summary>
    public static readonly Symbol Drive = new("drive", Dimension.None, SymbolKind.Time);

    public static readonly Parameter<Voltage> ReversalParameter = -70 * mV;
    public static readonly Parameter<Conductance> MaximumParameter = 12 * nS;
    public static readonly Parameter<Capacitance> CapacitanceParameter = 200 * pF;

    /// <summary>A different number in each cell.</summary>
    public static readonly Expr Gain = Expr.Of((Parameter)new[] { 0.75, 1.25, 1.5 });

    /// <summary>A second one.</summary>
    public static readonly Expr Width = Expr.Of((Parameter)new[] { 3.0, 5.0, 7.0 });

    /// <summary>Values at which two forms of a formula are compared, in SI units.</summary>
    public static readonly (Expr Input, double Si)[] Point =
        [(Potential, -0.0613), (Gate, 0.37), (X, 1.7), (Drive, 0.81), (Gain, 1.25), (Width, 5), (Symbol.TimeStep, 1e-4), (Symbol.Time, 0.0123)];

    public static readonly Expr Reversal = Expr.Of(ReversalParameter);

    public static readonly Expr Maximum = Expr.Of(MaximumParameter);

    public static readonly Expr TotalCapacitance = Expr.Of(CapacitanceParameter);
}
