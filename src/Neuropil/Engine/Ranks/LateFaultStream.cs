using System.Runtime.ExceptionServices;

namespace Neuropil.Engine;

/// <summary>
/// Writes to another stream, and keeps an error for the end: what is written comes from all ranks, which would wait for one that gives up half-way.
/// </summary>
internal sealed class LateFaultStream(Stream target) : Stream
{
    private ExceptionDispatchInfo? failure;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Throws the first error.</summary>
    public void ThrowIfFailed() => failure?.Throw();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (failure is not null)
        {
            return;
        }

        try
        {
            target.Write(buffer);
        }
        catch (Exception error) when (error is not RankException)
        {
            failure = ExceptionDispatchInfo.Capture(error);
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
