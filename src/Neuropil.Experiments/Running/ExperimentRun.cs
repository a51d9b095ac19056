namespace Neuropil.Experiments;

/// <summary>One call of an experiment: the one place that knows what a stop is.</summary>
internal static class ExperimentRun
{
    /// <summary>Calls <paramref name="find"/> and gives what it found, all of it or what there was when it was stopped.</summary>
    /// <exception cref="UserErrorException">The library refuses a value.</exception>
    public static ExperimentResult Of(ExperimentContext context, Action<Session, Findings> find)
    {
        using var saved = new SavedState(context);
        return Of(context, saved, find);
    }

    /// <summary>The same where the simulations live on, until <paramref name="saved"/> is disposed.</summary>
    /// <exception cref="UserErrorException">The library refuses a value.</exception>
    public static ExperimentResult Of(ExperimentContext context, SavedState saved, Action<Session, Findings> find)
    {
        var session = new Session(context, saved);
        var findings = new Findings();
        bool stopped = false;
        try
        {
            try
            {
                find(session, findings);
            }
            catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested || saved.IsStopped)
            {
                stopped = true;
                if (!saved.IsSaved)
                {
                    saved.Save();
                }
            }

            return findings.Close(session, stopped); // which says what is to be said in any case
        }
        catch (Exception error) when (LibraryRefusal.Is(error))
        {
            throw LibraryRefusal.AsUserError(error);
        }
    }
}
