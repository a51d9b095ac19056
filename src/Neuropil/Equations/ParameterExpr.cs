namespace Neuropil;

/// <summary>The value of a parameter: one number for a whole population or one per cell, constant in time.</summary>
internal sealed class ParameterExpr(Parameter parameter) : Expr(parameter.Dimension)
{
    public Parameter Parameter { get; } = parameter;
}
