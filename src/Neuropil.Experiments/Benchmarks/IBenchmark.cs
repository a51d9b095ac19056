namespace Neuropil.Experiments;

/// <summary>Measures how fast something is, beside a loop written by hand on the same data in the same run.</summary>
public interface IBenchmark
{
    /// <summary>The name in kebab case.</summary>
    string Name { get; }

    /// <summary>What is measured, in one sentence.</summary>
    string Description { get; }

    /// <summary>Measures; each variant's row as soon as it is known.</summary>
    IEnumerable<BenchmarkRow> Run(BenchmarkContext context);
}
