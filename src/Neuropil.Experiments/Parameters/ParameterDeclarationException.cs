namespace Neuropil.Experiments;

/// <summary>
/// The declaration of an experiment's parameters is wrong: two of one name, a bound without its unit, a type that has no text. A mistake of the experiment's
/// author.
/// </summary>
internal sealed class ParameterDeclarationException(string message, Exception? cause = null) : InvalidOperationException(message, cause)
{
}
