using System.Runtime.ExceptionServices;

namespace Neuropil.Engine;

/// <summary>Splits work over consecutive items among threads while a network is built.</summary>
internal static class Shares
{
    // Starting threads pays from some milliseconds of work on.
    private const long WorthAThread = 100_000;

    /// <summary>Runs <paramref name="work"/> on ranges of items: from its first argument up to its second.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="operations">The number of operations of a few nanoseconds in all.</param>
    /// <param name="threads">The largest number of threads.</param>
    /// <param name="work">What to do.</param>
    public static void Run(int items, long operations, int threads, Action<int, int> work)
    {
        int shares = (int)Math.Clamp(operations / WorthAThread, 1, Math.Min(threads, Math.Max(1, items)));
        if (shares == 1)
        {
            work(0, items);
            return;
        }

        var failures = new ExceptionDispatchInfo?[shares];
        Parallel.For(0, shares, share =>
        {
            try
            {
                work((int)((long)items * share / shares), (int)((long)items * (share + 1) / shares));
            }
            catch (Exception exception)
            {
                failures[share] = ExceptionDispatchInfo.Capture(exception);
            }
        });

        // The first in the order of items, so that the message does not depend on the number of threads.
        Array.Find(failures, failure => failure is not null)?.Throw();
    }
}
