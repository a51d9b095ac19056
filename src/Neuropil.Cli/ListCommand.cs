using System.CommandLine;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary><c>neuropil list</c>: the experiments and their questions.</summary>
internal static class ListCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var command = new Command("list", "List the experiments and their questions");
        command.SetAction(_ =>
        {
            IReadOnlyList<Experiment> experiments = environment.Catalogue.Experiments;
            int width = experiments.Select(each => each.Name.Length).DefaultIfEmpty().Max();
            foreach (Experiment experiment in experiments)
            {
                environment.Output.WriteLine($"{experiment.Name.PadRight(width)}  {environment.Language.Text(experiment.Question)}");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
