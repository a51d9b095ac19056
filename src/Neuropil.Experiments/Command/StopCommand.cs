using System.CommandLine;

namespace Neuropil.Experiments;

/// <summary><c>neuropil stop DIR</c>: asks the run that writes into a folder to stop, on whatever machines it is.</summary>
internal static class StopCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var folder = new Argument<string>("folder") { Description = "the --out folder of the run" };
        var command = new SingleProcessCommand(
            "stop", "Ask a run to stop, as Ctrl-C does: what has been computed is saved, and 'resume' goes on from there") { folder };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(folder);
            if (!OutputFolder.IsInUse(path))
            {
                string reason = Directory.Exists(path) ? "no run writes into this folder" : "there is no such folder";
                throw new UserErrorException($"{OneLine.Quote(path)}: {reason}");
            }

            try
            {
                File.WriteAllText(Path.Combine(path, StopFile.Name), "");
            }
            catch (Exception error) when (OutputFolder.IsAboutFiles(error))
            {
                throw new UserErrorException($"{OneLine.Quote(path)}: cannot be written: {OutputFolder.Reason(error)}", error);
            }

            environment.Output.WriteLine($"{path}: the run stops within seconds");
            return ExitCodes.Success;
        });
        return command;
    }
}
