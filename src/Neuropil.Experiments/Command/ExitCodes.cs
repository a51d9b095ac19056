namespace Neuropil.Experiments;

/// <summary>What the command tells the shell. Help and documentation say it to those who write scripts: a number keeps its meaning.</summary>
internal static class ExitCodes
{
    /// <summary>What they say.</summary>
    public const string Help = "Exit code: 0 when all checks passed; 1 when a check failed, and everything is written; 2 when it was refused; 130 when it was "
        + "stopped; 70 for a mistake of the program.";

    /// <summary>It did what was asked, and no check failed.</summary>
    public const int Success = 0;

    /// <summary>It did what was asked and wrote everything; a check failed, of a sweep at any point.</summary>
    public const int CheckFailed = 1;

    /// <summary>What was asked for cannot be done: a wrong name, value, file or folder.</summary>
    public const int UserError = 2;

    /// <summary>A mistake of the program itself (EX_SOFTWARE of BSD's sysexits).</summary>
    public const int InternalError = 70;

    /// <summary>It was interrupted; what had been computed is saved. Shells use 128 plus the number of the signal.</summary>
    public const int Interrupted = 130;
}
