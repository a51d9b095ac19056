using System.Runtime.InteropServices;

namespace Neuropil.Cli;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a request to stop, so that what has been computed is saved; the second ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TextWriter error;
    private readonly PosixSignalRegistration[] registrations;
    private int signals;

    public Interruption(CommandEnvironment environment)
    {
        error = environment.Error;
        source = CancellationTokenSource.CreateLinkedTokenSource(environment.Cancellation);
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
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

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) == 1)
        {
            source.Cancel();
            error.WriteLine("\nstopping; what has been computed will be saved (once more to stop at once)");
        }
        else
        {
            // Not from this thread: leaving the process waits for signal handlers to return.
            ThreadPool.QueueUserWorkItem(_ => Environment.Exit(ExitCodes.Interrupted));
        }
    }
}
