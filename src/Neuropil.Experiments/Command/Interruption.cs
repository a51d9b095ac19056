using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Neuropil.Experiments;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a request to stop, so that what has been computed is saved; the second ends the process at once.
/// </summary>
/// <remarks>
/// What follows the first within a tenth of a second belongs to it: <c>timeout</c> sends its signal to the process and once more to the process's
/// group, and a service manager may signal a process and its parent, which passes it on.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan sameSignal = TimeSpan.FromSeconds(0.1);

    private readonly CancellationTokenSource source;
    private readonly CommandEnvironment environment;
    private readonly PosixSignalRegistration[] registrations;
    private readonly Lock counting = new();
    private long? first;
    private int saidWhatStands;

    /// <param name="environment">Where it speaks.</param>
    /// <param name="folder">The folder of the run, whose last checkpoint rank 0 of several names in its end; null where there is no run.</param>
    public Interruption(CommandEnvironment environment, string? folder = null)
    {
        this.environment = environment;
        source = CancellationTokenSource.CreateLinkedTokenSource(environment.Cancellation);
        // A launcher that stops several ranks kills them soon after it has told them, so that they cannot stop together: the last checkpoint stands.
        Action<PosixSignalContext>? handler = !environment.IsRank ? Handle : folder is null || environment.IsOtherRank ? null : _ => SayWhatStands(folder);
        registrations = handler is null ? []
            : [PosixSignalRegistration.Create(PosixSignal.SIGINT, handler), PosixSignalRegistration.Create(PosixSignal.SIGTERM, handler)];
    }

    /// <summary>Set by the first signal.</summary>
    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    // From the disk alone, at once and once, and without a word to other ranks; then the signal takes its course.
    private void SayWhatStands(string folder)
    {
        if (Interlocked.Exchange(ref saidWhatStands, 1) == 0)
        {
            string newLine = environment.ErrorIsTerminal ? "\n" : "";
            environment.Error.WriteLine(newLine + environment.Language.Text(File.Exists(Path.Combine(folder, CheckpointFile.FileName))
                ? $"stopped by the launcher; '{environment.Invocation.Resume(folder)}' goes on from the last checkpoint"
                : "stopped by the launcher before the first checkpoint; nothing is kept"));
        }
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        TimeSpan? sinceFirst;
        lock (counting)
        {
            sinceFirst = first is { } begin ? Stopwatch.GetElapsedTime(begin) : null;
            first ??= Stopwatch.GetTimestamp();
        }

        if (sinceFirst is null)
        {
            source.Cancel();
            // In a terminal the cursor stands behind a line of progress.
            string newLine = environment.ErrorIsTerminal ? "\n" : "";
            environment.Error.WriteLine($"{newLine}"
                + environment.Language.Text("stopping; what has been computed will be saved (once more to stop at once)"));
        }
        else if (sinceFirst > sameSignal)
        {
            // Not from this thread: leaving the process waits for signal handlers to return.
            ThreadPool.QueueUserWorkItem(_ => Environment.Exit(ExitCodes.Interrupted));
        }
    }
}
