using Neuropil.Experiments;
using Spectre.Console;

namespace Neuropil.Cli;

/// <summary>Writes tables to the command's output, which may be a file: then without colours, and wide.</summary>
internal static class Tables
{
    public static void Write(CommandEnvironment environment, Table table)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(environment.Output),
            Interactive = InteractionSupport.No,
            Ansi = environment.OutputIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = environment.OutputIsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = environment.Width;
        console.Write(table);
    }
}
