using Neuropil;
using Neuropil.Experiments;

// Every benchmark, one JSON object a row. `neuropil bench NAME` runs one of them and prints a table.
foreach (var benchmark in Catalogue.Default.Benchmarks)
{
    foreach (var precision in new[] { Precision.Double, Precision.Single })
    {
        foreach (var row in benchmark.Run(new BenchmarkContext(Threads: 0, precision, Progress.None, CancellationToken.None)))
        {
            Console.WriteLine(row.ToJson());
        }
    }
}
