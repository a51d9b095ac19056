namespace Neuropil;

/// <summary>Ranks cannot go on together: one has failed, they do different things, or they cannot reach each other.</summary>
public sealed class RankException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
