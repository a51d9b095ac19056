namespace Neuropil.Experiments;

/// <summary>Refuses what a user asked for.</summary>
internal static class Refuse
{
    /// <summary>Refuses with that message where the condition holds.</summary>
    /// <exception cref="UserErrorException">It holds.</exception>
    public static void If(bool condition, string message)
    {
        if (condition)
        {
            throw new UserErrorException(message);
        }
    }
}
