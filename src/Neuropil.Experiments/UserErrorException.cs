namespace Neuropil.Experiments;

/// <summary>
/// The user asked for something that cannot be done: an unknown name, a value out of its range, a folder that cannot be written. The message is
/// one line that names the thing, its value and what was expected; the command line prints it and ends with exit code 2.
/// </summary>
public sealed class UserErrorException : Exception
{
    /// <summary>An error with the given message, of which line breaks and other control characters are made visible.</summary>
    public UserErrorException(string message)
        : base(OneLine.Of(message))
    {
    }

    /// <summary>An error with the given message and its cause.</summary>
    public UserErrorException(string message, Exception cause)
        : base(OneLine.Of(message), cause)
    {
    }
}
