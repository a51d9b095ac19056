using System.CommandLine;
using System.Globalization;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary><c>neuropil docs</c>: shows the documentation in a browser on this machine.</summary>
internal static class DocsCommand
{
    private const int StandardPort = 8020;

    public static Command Create(CommandEnvironment environment)
    {
        var folder = new Option<string>("--folder") { HelpName = "folder", Description = "the built pages [default: those of this program, or out/site]" };
        var port = new ValueOption("--port", "number", "the port on this machine", $"{StandardPort}");
        var command = new SingleProcessCommand("docs", "Serve the documentation on this machine until Ctrl-C") { folder, port };
        command.SetAction(parsed =>
        {
            int number = PortOf(parsed.Text(port));
            string pages = FolderOf(parsed.Text(folder));
            using var interruption = new Interruption(environment);
            try
            {
                using var server = new PageServer(pages, number);
                environment.Output.WriteLine($"{server.Address} shows {pages}; Ctrl-C ends.");
                server.Serve(interruption.Token);
            }
            catch (System.Net.Sockets.SocketException error)
            {
                throw new UserErrorException($"--port: {number} cannot be used: {error.Message}", error);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static string FolderOf(string? given)
    {
        string[] places = given is not null ? [given] : [Path.Combine(AppContext.BaseDirectory, "site"), Path.Combine("out", "site")];
        return Array.Find(places, place => File.Exists(Path.Combine(place, "index.html")))
            ?? throw new UserErrorException(given is null
                ? "docs: there are no built pages here; '.ci/site' in a clone of the project makes them in out/site, and --folder names another place."
                : $"--folder: {OneLine.Quote(given)} has no index.html.");
    }

    private static int PortOf(string? text) => text switch
    {
        null => StandardPort,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 0 and <= 65535 => port,
        _ => throw new UserErrorException($"--port: {OneLine.Quote(text)} is no port; expected a whole number from 0 to 65535."),
    };
}
