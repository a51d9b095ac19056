using Neuropil;
using Neuropil.Benchmarks;
using Neuropil.Experiments;

if (args is ["compare", var before, var after, var against, var commit, .. var history])
{
    return BenchmarkComparison.Run(before, after, against, commit, history.FirstOrDefault(), Console.Out) ? 0 : 1;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Without arguments: every benchmark, one JSON object a row. Two versions are compared by benchmarks/compare.");
    return 2;
}

// `neuropil bench NAME` runs one of them and prints a table.
foreach (var benchmark in Measurements.All)
{
    foreach (var precision in new[] { Precision.Double, Precision.Single })
    {
        foreach (var row in benchmark.Run(new BenchmarkContext(Threads: 0, precision, Progress.None, CancellationToken.None)))
        {
            Console.WriteLine(row.ToJson());
        }
    }
}

return 0;
