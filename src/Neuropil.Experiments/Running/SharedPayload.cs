namespace Neuropil.Experiments;

/// <summary>
/// Writes what all ranks of a group make together, to a file of one of them: whatever happens to the file, each makes its part to the end, for which the others
/// wait.
/// </summary>
internal static class SharedPayload
{
    /// <summary>Writes it.</summary>
    /// <param name="ranks">The ranks, which all come here.</param>
    /// <param name="write">Opens the file and gives it to what it is called with; may fail before that.</param>
    /// <param name="payload">Makes the content.</param>
    public static void Write(RankGroup ranks, Action<Action<Stream>> write, Action<Stream> payload)
    {
        if (ranks.Count == 1)
        {
            write(payload);
            return;
        }

        bool isMade = false;
        try
        {
            write(stream =>
            {
                isMade = true;
                using var late = new LateErrorStream(stream);
                payload(late);
                late.ThrowIfFailed();
            });
        }
        catch when (!isMade)
        {
            using var nowhere = new LateErrorStream(Stream.Null);
            payload(nowhere);
            throw;
        }
    }

    // Keeps an error for the end.
    private sealed class LateErrorStream(Stream target) : Stream
    {
        private Exception? failure;
        private long written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => written;

        public override long Position { get => written; set => throw new NotSupportedException(); }

        public void ThrowIfFailed()
        {
            if (failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            written += buffer.Length;
            try
            {
                if (failure is null)
                {
                    target.Write(buffer);
                }
            }
            catch (Exception error) when (OutputFolder.IsAboutFiles(error))
            {
                failure = error;
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // The target belongs to the caller.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
