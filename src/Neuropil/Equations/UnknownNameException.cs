namespace Neuropil;

/// <summary>A name was used that nothing has; the message gives the nearest valid one.</summary>
public sealed class UnknownNameException : Exception
{
    /// <summary>An error with the given message.</summary>
    public UnknownNameException(string message)
        : base(message)
    {
    }

    /// <summary>An error that names the kind of thing, the unknown name, the nearest valid name and all valid ones when they are few.</summary>
    internal static UnknownNameException For(string kind, string name, IEnumerable<string> valid)
    {
        var names = valid.ToList();
        string all = names.Count is > 0 and <= 12 ? $" There are: {string.Join(", ", names)}." : "";
        return new UnknownNameException($"Unknown {kind} '{name}'.{NearestName.DidYouMean(name, names)}{all}");
    }
}
