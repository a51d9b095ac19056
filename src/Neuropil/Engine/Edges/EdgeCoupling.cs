using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>One output of a coupling whose weights change: what the sources give out, and the column, by its address, of what arrives.</summary>
/// <param name="Outputs">What the source population gives out.</param>
/// <param name="Arrivals">The column of arrivals of the target population.</param>
internal sealed record CoupledColumn(OutputRows Outputs, long Arrivals);

/// <summary>
/// What a coupling whose weights change brings to the cells of one worker in a step: weight times output, added up source after source, so that the
/// bits are the same for any number of threads.
/// </summary>
internal sealed unsafe class EdgeCoupling(EdgeBlock edges) : IDisposable
{
    private readonly AlignedMemory sums = new((long)Math.Max(1, edges.Targets.Count) * sizeof(double));

    /// <summary>Adds to the arrivals of a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long step)
    {
        var (first, count) = (edges.Targets.First, edges.Targets.Count);
        double* own = (double*)sums.Address - first;
        foreach (var column in edges.Projection.Coupled)
        {
            new Span<double>(sums.Address, count).Clear();
            Sum(step, column.Outputs, own);
            for (int target = first; target < first + count; target++)
            {
                if (column.Outputs.ElementSize == sizeof(float))
                {
                    ((float*)column.Arrivals)[target] += (float)own[target];
                }
                else
                {
                    ((double*)column.Arrivals)[target] += own[target];
                }
            }
        }
    }

    public void Dispose() => sums.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(long step, OutputRows outputs, double* sums)
    {
        var store = edges.Store;
        double* weights = store[edges.Projection.Equations.Weight];
        int firstSource = edges.Projection.Projection.Source.Start;
        for (int source = 0; source < store.Sources; source++)
        {
            double given = outputs.Value(step, firstSource + source);
            for (long edge = store.RowStart[source]; edge < store.RowStart[source + 1]; edge++)
            {
                sums[store.Targets[edge]] += weights[edge] * given;
            }
        }
    }
}
