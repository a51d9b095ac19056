namespace Neuropil;

/// <summary>A checkpoint cannot be read: it is damaged, of another version, or of another network. The message says which.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>An error with the given message.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }
}
