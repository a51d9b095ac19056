using System.Runtime.InteropServices;

namespace Neuropil.Engine;

/// <summary>A growing list outside the garbage-collected heap, so that recording in the step loop allocates nothing there.</summary>
internal sealed unsafe class NativeList<T> : IDisposable
    where T : unmanaged
{
    // A span holds at most 2 GB.
    private const int ItemsAtOnce = 1 << 24;

    private long capacity;

    ~NativeList() => Free();

    public T* Items { get; private set; }

    public long Count { get; set; }

    /// <summary>Bytes of the room that there is.</summary>
    public long Bytes => capacity * sizeof(T);

    public void EnsureRoom(long more)
    {
        if (Count + more > capacity)
        {
            capacity = Math.Max(1024, Math.Max(2 * capacity, Count + more));
            Items = (T*)NativeMemory.Realloc(Items, (nuint)(capacity * sizeof(T)));
        }
    }

    /// <summary>Makes room for so many more, and no others.</summary>
    public void Reserve(long more)
    {
        if (Count + more > capacity)
        {
            capacity = Count + more;
            Items = (T*)NativeMemory.Realloc(Items, (nuint)(capacity * sizeof(T)));
        }
    }

    /// <summary>Forgets the first items; the room is given back where none is left.</summary>
    public void RemoveFirst(long count)
    {
        if (count == Count)
        {
            Free();
            return;
        }

        Buffer.MemoryCopy(Items + count, Items, Count * sizeof(T), (Count - count) * sizeof(T));
        Count -= count;
    }

    public void Add(T item)
    {
        EnsureRoom(1);
        Items[Count++] = item;
    }

    /// <summary>Writes the count and the items.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        for (long done = 0; done < Count; done += ItemsAtOnce)
        {
            writer.Write(new ReadOnlySpan<byte>(Items + done, (int)Math.Min(ItemsAtOnce, Count - done) * sizeof(T)));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, in place of what the list holds.</summary>
    public void Load(BinaryReader reader)
    {
        long count = reader.ReadInt64();
        Count = 0;
        EnsureRoom(count);
        for (long done = 0; done < count; done += ItemsAtOnce)
        {
            reader.BaseStream.ReadExactly(new Span<byte>(Items + done, (int)Math.Min(ItemsAtOnce, count - done) * sizeof(T)));
        }

        Count = count;
    }

    /// <summary>The items.</summary>
    /// <exception cref="OverflowException">There are more than 2^31.</exception>
    public ReadOnlySpan<T> Span => new(Items, checked((int)Count));

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
