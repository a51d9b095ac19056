namespace Neuropil;

/// <summary>What the equations of a synapse do not say of a symbol in them.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Meaning">Where it lives, or how it comes about.</param>
internal sealed record SymbolNote(Symbol Symbol, string Meaning);
