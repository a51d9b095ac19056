namespace Neuropil.Experiments;

/// <summary>
/// A file in a run's folder that asks the run to stop: <c>neuropil stop DIR</c> makes it. The run looks once a second, and stops as after Ctrl-C.
/// A run that is divided among ranks stops at all of them after the same step.
/// </summary>
internal sealed class StopFile : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string Name = "stop";

    private static readonly TimeSpan interval = TimeSpan.FromSeconds(1);

    private readonly string path;
    private readonly CancellationTokenSource source;
    private readonly bool removes;
    private readonly Timer timer;

    private StopFile(string path, bool removes, CancellationToken cancellation)
    {
        (this.path, this.removes, source) = (path, removes, CancellationTokenSource.CreateLinkedTokenSource(cancellation));
        Remove(); // one that came too late for the run before
        timer = new Timer(_ => Look(), state: null, interval, interval);
    }

    /// <summary>Set when the run is to stop, for this reason or another.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Looks for the file from now on.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="removes">Whether this process removes it in the end, which one of several ranks does.</param>
    /// <param name="cancellation">What else stops the run.</param>
    public static StopFile Watch(string folder, bool removes, CancellationToken cancellation) => new(Path.Combine(folder, Name), removes, cancellation);

    public void Dispose()
    {
        timer.Dispose();
        source.Dispose();
        Remove();
    }

    private void Look()
    {
        try
        {
            if (File.Exists(path))
            {
                source.Cancel();
            }
        }
        catch (ObjectDisposedException)
        {
            // The run has ended meanwhile.
        }
    }

    private void Remove()
    {
        if (!removes)
        {
            return;
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (OutputFolder.IsAboutFiles(error))
        {
            // A folder that is read only now: the file has said what it had to say.
        }
    }
}
