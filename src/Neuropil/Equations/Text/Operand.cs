namespace Neuropil;

/// <summary>A part of an expression with its place in the text, so that errors can quote it.</summary>
internal readonly record struct Operand(Expr Value, int Start, int End);
