using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Engine;

/// <summary>
/// Who takes from whom in a coupling, target by target. Sums run over sources in ascending order in a fixed number of lanes, so that threads and
/// widths change nothing. Cells are numbered within the slices.
/// </summary>
internal abstract class CouplingEdges
{
    /// <summary>Bytes held.</summary>
    public abstract long Bytes { get; }

    /// <summary>
    /// Adds the weighted sums of <paramref name="outputs"/> (of source cell 0 on) to the arrivals (of target cell 0 on) of a range of targets.
    /// </summary>
    public abstract unsafe void Add<T>(T* outputs, T* arrivals, int begin, int end)
        where T : unmanaged;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static double Widen<T>(T value)
        where T : unmanaged => typeof(T) == typeof(float) ? (float)(object)value : (double)(object)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static unsafe void AddTo<T>(T* arrival, double sum)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            *(float*)arrival += (float)sum;
        }
        else
        {
            *(double*)arrival += sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static unsafe Vector512<double> LoadEight<T>(T* numbers)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            return Vector512.Load((double*)numbers);
        }

        var (lower, upper) = Vector256.Widen(Vector256.Load((float*)numbers));
        return Vector512.Create(lower, upper);
    }
}
