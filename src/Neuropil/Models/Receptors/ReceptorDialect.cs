namespace Neuropil;

/// <summary>What is said of names that the text of a receptor does not have.</summary>
internal sealed class ReceptorDialect : EquationDialect
{
    public override string Unknown => " Give it a value in Parameters, or a line of its own.";

    public override string? Meant(string name) => name switch
    {
        "rand" or "randn" or "xi" or "chance" => "A kernel has no chance; a release may (EquationRelease).",
        "v" or "v_post" or "V_post" => "The membrane potential is written 'V'.",
        _ => null,
    };
}
