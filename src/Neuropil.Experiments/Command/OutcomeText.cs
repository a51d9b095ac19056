using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>What a finished run says on standard output. Plain text: loading a table library would double the time of a short run.</summary>
internal static class OutcomeText
{
    /// <summary>Writes the outcome.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(CommandEnvironment environment, RunRequest request, RunOutcome outcome)
    {
        TextWriter output = environment.Output;
        var language = environment.Language;
        ExperimentResult result = outcome.Result.In(language);
        if (outcome.Waiting is { } waiting)
        {
            output.WriteLine($"{request.Output}: {language.Text(waiting)}");
            return result.Interrupted ? ExitCodes.Interrupted : ExitCodes.Success;
        }

        if (result.Answer.Length > 0)
        {
            output.WriteLine(result.Answer);
        }

        foreach (string note in result.Notes)
        {
            output.WriteLine($"{language.Format("note: ")}{note}");
        }

        foreach (PopulationSummary population in result.Populations)
        {
            output.WriteLine(language.Format("{0}: {1} neurons, {2} spikes, {3} Hz, CV {4}, {5} silent", language.Text(population.Name), Count(population.Size),
                Count(population.Spikes), Number(population.RateHz), Number(population.CvIsi), Count(population.Silent)));
        }

        foreach (StepChange change in outcome.StepChanges)
        {
            output.WriteLine(language.Format("{0}, {1}: {2} at dt, {3} at dt/2 ({4})", language.Text(change.Population), language.Text(change.Statistic),
                Number(change.AtStep), Number(change.AtHalfStep), change.RelativeChange.ToString("+0.0 %;-0.0 %;0 %", CultureInfo.InvariantCulture)));
        }

        foreach (Check check in result.Checks)
        {
            output.WriteLine(CheckText.Line(check, language));
        }

        RunCounters counters = result.Counters;
        if (counters.HaveRun)
        {
            output.WriteLine(language.Text(string.Create(CultureInfo.InvariantCulture,
                $"build {counters.BuildSeconds:0.000} s, compile {counters.CompileSeconds:0.000} s, run {counters.RunSeconds:0.000} s; {counters.Backend}, "
                    + $"{counters.Threads} thread{(counters.Threads == 1 ? "" : "s")}")));
        }

        if (counters.Profile is { } profile)
        {
            output.WriteLine(profile);
        }

        if (counters.SpikeHash.Length > 0)
        {
            output.WriteLine($"{language.Format("spike hash ")}{counters.SpikeHash}");
        }

        output.WriteLine($"{request.Output}: {string.Join(", ", outcome.Files)}");
        if (!result.Interrupted)
        {
            // A launcher ends the other ranks when one tells of failure: rank 0 alone does, which has written everything by then.
            return environment.IsOtherRank || result.Checks.All(check => check.Passed) ? ExitCodes.Success : ExitCodes.CheckFailed;
        }

        output.WriteLine(language.Text($"interrupted; '{request.Invocation.Resume(request.Output)}' goes on from here"));
        return ExitCodes.Interrupted;
    }

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value)
        => !double.IsFinite(value) ? "-" : value.ToString(Math.Abs(value) >= 1000 ? "0" : "G4", CultureInfo.InvariantCulture);
}
