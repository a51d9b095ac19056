namespace Neuropil;

/// <summary>An integration method was asked for a system that it cannot advance; the message names the variable and the term.</summary>
public sealed class IntegratorRefusedException : Exception
{
    /// <summary>An error with the given message.</summary>
    public IntegratorRefusedException(string message)
        : base(message)
    {
    }
}
