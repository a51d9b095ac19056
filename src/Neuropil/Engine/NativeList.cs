using System.Runtime.InteropServices;

namespace Neuropil.Engine;

/// <summary>A growing list outside the garbage-collected heap, so that recording in the step loop allocates nothing there.</summary>
internal sealed unsafe class NativeList<T> : IDisposable
    where T : unmanaged
{
    private long capacity;

    ~NativeList() => Free();

    public T* Items { get; private set; }

    public long Count { get; set; }

    public void EnsureRoom(long more)
    {
        if (Count + more > capacity)
        {
            capacity = Math.Max(1024, Math.Max(2 * capacity, Count + more));
            Items = (T*)NativeMemory.Realloc(Items, (nuint)(capacity * sizeof(T)));
        }
    }

    public void Add(T item)
    {
        EnsureRoom(1);
        Items[Count++] = item;
    }

    public T[] ToArray() => new ReadOnlySpan<T>(Items, checked((int)Count)).ToArray();

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(Items);
        Items = null;
        (capacity, Count) = (0, 0);
    }
}
