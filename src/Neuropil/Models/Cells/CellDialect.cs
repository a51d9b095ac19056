namespace Neuropil;

/// <summary>What is said of names that the text of a cell does not have.</summary>
internal sealed class CellDialect : EquationDialect
{
    public override string Unknown => " Give it a value in Parameters, or a line of its own.";

    public override string? Meant(string name) => name switch
    {
        "rand" => "A number from 0 to 1 that is drawn anew in each step is written 'chance' (or 'chance_a', ...).",
        "randn" => "White noise is written 'xi' (or 'xi_a', ...).",
        "int" => "A number for a condition is written select(condition, 1, 0), a whole number floor(x).",
        "not_refractory" => "Lines of variables that do not change while refractory end in '(unless refractory)'.",
        _ => null,
    };
}
