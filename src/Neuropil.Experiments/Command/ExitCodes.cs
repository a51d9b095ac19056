namespace Neuropil.Experiments;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>It did what was asked.</summary>
    public const int Success = 0;

    /// <summary>A check of <c>validate</c> failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>What was asked for cannot be done: a wrong name, value, file or folder.</summary>
    public const int UserError = 2;

    /// <summary>A mistake of the program itself (EX_SOFTWARE of BSD's sysexits).</summary>
    public const int InternalError = 70;

    /// <summary>It was interrupted; what had been computed is saved. Shells use 128 plus the number of the signal.</summary>
    public const int Interrupted = 130;
}
