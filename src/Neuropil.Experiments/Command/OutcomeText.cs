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
        ExperimentResult result = outcome.Result;
        if (outcome.Waiting is { } waiting)
        {
            output.WriteLine($"{request.Output}: {waiting}");
            return result.Interrupted ? ExitCodes.Interrupted : ExitCodes.Success;
        }

        if (result.Answer.Length > 0)
        {
            output.WriteLine(result.Answer);
        }

        foreach (string note in result.Notes)
        {
            output.WriteLine($"note: {note}");
        }

        foreach (PopulationSummary population in result.Populations)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{population.Name}: {population.Size} neurons, {population.Spikes} spikes, {Number(population.RateHz)} Hz, CV "
                    + $"{Number(population.CvIsi)}, {population.Silent} silent"));
        }

        foreach (StepChange change in outcome.StepChanges)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{change.Population}, {change.Statistic}: {Number(change.AtStep)} at dt, {Number(change.AtHalfStep)} at dt/2 "
                    + $"({change.RelativeChange:+0.0 %;-0.0 %;0 %})"));
        }

        foreach (Check check in result.Checks)
        {
            output.WriteLine(check);
        }

        RunCounters counters = result.Counters;
        if (counters.HaveRun)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"build {counters.BuildSeconds:0.000} s, compile {counters.CompileSeconds:0.000} s, run {counters.RunSeconds:0.000} s; {counters.Backend}, "
                    + $"{counters.Threads} thread{(counters.Threads == 1 ? "" : "s")}"));
        }

        if (counters.Profile is { } profile)
        {
            output.WriteLine(profile);
        }

        if (counters.SpikeHash.Length > 0)
        {
            output.WriteLine($"spike hash {counters.SpikeHash}");
        }

        output.WriteLine($"{request.Output}: {string.Join(", ", outcome.Files)}");
        if (!result.Interrupted)
        {
            return ExitCodes.Success;
        }

        output.WriteLine($"interrupted; '{request.Invocation.Resume(request.Output)}' goes on from here");
        return ExitCodes.Interrupted;
    }

    private static string Number(double value)
        => !double.IsFinite(value) ? "-" : value.ToString(Math.Abs(value) >= 1000 ? "0" : "G4", CultureInfo.InvariantCulture);
}
