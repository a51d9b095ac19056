using System.Reflection;

namespace Neuropil.Experiments;

/// <summary>
/// Tells what the library refuses (a delay below zero, a population that diverged) from what is broken: a refusal is an exception of one of the
/// library's own types, an argument exception that the library itself threw, or want of memory; so is what <see cref="Findings"/> do not take, two things of
/// one name. Argument exceptions thrown inside the base library are mistakes of ours.
/// </summary>
internal static class LibraryRefusal
{
    /// <summary>Whether the exception is a refusal.</summary>
    public static bool Is(Exception error)
        => error is OutOfMemoryException
            || error.GetType().Assembly == typeof(Quantity).Assembly
            || (error is ArgumentException && IsOurs(error.TargetSite));

    private static bool IsOurs(MethodBase? thrower) => thrower is not null
        && (thrower.Module.Assembly == typeof(Quantity).Assembly || thrower.DeclaringType == typeof(Findings));

    /// <summary>The refusal as an error for the user.</summary>
    public static UserErrorException AsUserError(Exception refusal) => new(
        refusal is OutOfMemoryException ? "There is not enough memory for this; fewer cells, synapses or time steps need less."
            : WithoutParameterName(refusal), refusal);

    /// <summary>
    /// The base library appends the name of a C# parameter, which no user of the command line has typed, and the value on a line of its own.
    /// </summary>
    private static string WithoutParameterName(Exception error)
    {
        string message = error is ArgumentException { ParamName: { } name } ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
            : error.Message;
        int lineEnd = error is ArgumentOutOfRangeException { ActualValue: not null } ? message.LastIndexOf(Environment.NewLine, StringComparison.Ordinal) : -1;
        return lineEnd < 0 ? message : $"{message[..lineEnd].TrimEnd('.')}, not {((ArgumentOutOfRangeException)error).ActualValue}.";
    }
}
