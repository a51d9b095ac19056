namespace Neuropil;

/// <summary>
/// On an event, a variable takes a value. The statements of one event run in the order of their declaration, each seeing what those before it
/// wrote.
/// </summary>
/// <param name="Event">When.</param>
/// <param name="Variable">What changes.</param>
/// <param name="Value">Its new value, in the variable's unit.</param>
public sealed record Statement(ModelEvent Event, Symbol Variable, Expr Value);
