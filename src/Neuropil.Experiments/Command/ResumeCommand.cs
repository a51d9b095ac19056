using System.CommandLine;

namespace Neuropil.Experiments;

/// <summary><c>neuropil resume DIR</c>: goes on with an interrupted run.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var folder = new Argument<string>("folder") { Description = "the --out folder of the interrupted run, which is written anew" };
        Option<string> threads = CommonOptions.Threads();
        Option<string> checkpointEvery = CommonOptions.CheckpointEvery();
        Option<string> recordBudget = CommonOptions.RecordBudget();
        var command = new Command("resume", "Go on with an interrupted run; it ends with the same results as one that was never stopped")
        {
            folder, threads, checkpointEvery, recordBudget,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(folder);
            using var interruption = new Interruption(environment, path);
            var (request, outcome) = ExperimentRunner.Resume(
                path, environment.Catalogue.Experiments, parsed.ReadThreads(threads), environment.NewListeners(),
                    interruption.Token, environment.Invocation, parsed.ReadCheckpointEvery(checkpointEvery), parsed.ReadRecordBudget(recordBudget),
                    environment.Language);
            return OutcomeText.Write(environment, request, outcome);
        });
        return command;
    }
}
