namespace Neuropil.Engine;

/// <summary>Lets all ranks read what rank 0 reads.</summary>
internal static class RankStream
{
    private const int Chunk = 1 << 24;
    private const int LargestInMemory = 1 << 28;

    /// <summary>What is left of the stream of rank 0, of whatever the others have; null where there is one rank, which reads its own.</summary>
    public static Stream? OfRankZero(RankGroup ranks, Stream stream)
    {
        if (ranks.Count == 1)
        {
            return null;
        }

        Stream copy = new MemoryStream();
        var buffer = new byte[Chunk];
        for (int length = -1; length != 0;)
        {
            ranks.Meeting.Begin(MeetingKind.Loading, 0);
            if (ranks.Writes)
            {
                ranks.Meeting.Write<byte>(buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)));
            }

            ranks.Meeting.End();
            var bytes = ranks.Meeting.Of(0);
            length = bytes.Length;
            copy = copy is MemoryStream && copy.Length + length > LargestInMemory ? OnDisk(copy) : copy;
            copy.Write(bytes);
        }

        copy.Position = 0;
        return copy;
    }

    private static FileStream OnDisk(Stream copy)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        copy.Position = 0;
        copy.CopyTo(file);
        copy.Dispose();
        return file;
    }
}
