namespace Neuropil.Descriptions;

/// <summary>A row of a model's table of parameters.</summary>
/// <param name="Name">The property's full name, <c>sodium.hodgkinHuxley.conductance</c>.</param>
/// <param name="Symbol">Its symbol in the equations; null where they do not have it.</param>
/// <param name="Value">The parameter with its default; null for a switch or where there is none by default.</param>
/// <param name="Default">The default as text.</param>
/// <param name="Meaning">What it is, in words.</param>
internal sealed record ParameterRow(string Name, SymbolName? Symbol, Parameter? Value, string Default, string Meaning);
