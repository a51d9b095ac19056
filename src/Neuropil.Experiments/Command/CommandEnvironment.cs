using System.Text;

namespace Neuropil.Experiments;

/// <summary>What a command reads and writes besides its arguments.</summary>
internal sealed record CommandEnvironment
{
    /// <summary>What can be run.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Progress and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether this process is one of several that divide networks.</summary>
    public bool IsRank { get; init; }

    /// <summary>Whether it is one of them that is not rank 0, which speaks.</summary>
    public bool IsOtherRank { get; init; }

    /// <summary>How long such a one keeps an error of its own to itself, which rank 0 may have too.</summary>
    public TimeSpan PatienceWithRankZero { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Mistakes of the program itself, which every process tells; null for where errors go.</summary>
    public TextWriter? Faults { get; init; }

    /// <summary>Whether results go to a terminal, which can show colours.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether errors go to a terminal, where a line can be rewritten.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The width of tables, in characters.</summary>
    public int Width { get; init; } = 160;

    /// <summary>How this program is called.</summary>
    public Invocation Invocation { get; init; } = Invocation.Neuropil;

    /// <summary>The language of what is written.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>Set when somebody other than a signal wants the command to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The streams and the terminal of this process.</summary>
    public static CommandEnvironment OfProcess(Catalogue catalogue, Invocation? invocation = null)
    {
        // Microscopic units and plus-minus signs, wherever the locale of the shell points; quicker than asking for the shell's encoding, too.
        // One of several ranks speaks. Processes that share the points of a sweep are no ranks, whatever has started them.
        bool isRank = RankGroup.CountOfProcesses > 1 && !Environment.GetCommandLineArgs().Contains("--shard");
        bool speaks = !isRank || RankGroup.NumberOfProcess == 0;
        var error = Writer(Console.OpenStandardError());
        var output = speaks ? Writer(Console.OpenStandardOutput()) : TextWriter.Null;
        return new CommandEnvironment
        {
            Catalogue = catalogue,
            Invocation = invocation ?? Invocation.Neuropil,
            Output = output,
            Error = speaks ? error : TextWriter.Null,
            Faults = error,
            IsRank = isRank,
            IsOtherRank = !speaks,
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = !speaks || Console.IsOutputRedirected ? 160 : Math.Max(60, Console.WindowWidth), // asking for it writes to the terminal
        };
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    /// <summary>A line of progress for one run.</summary>
    public Progress NewProgress() => Progress.To(Error, ErrorIsTerminal, Language.Text);

    /// <summary>A line of progress, and a line for each warning and each remark.</summary>
    public RunListeners NewListeners() => new(
        NewProgress(),
        message => Error.WriteLine($"{Language.Format("warning: ")}{Language.Text(message)}"),
        message => Error.WriteLine(Language.Text(message)));
}
