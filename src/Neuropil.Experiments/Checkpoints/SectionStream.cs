namespace Neuropil.Experiments;

/// <summary>A part of a file, as a stream of its own that can be read and sought, beside others of the same file.</summary>
/// <param name="file">The file.</param>
/// <param name="begin">Where the part begins.</param>
/// <param name="length">How long it is.</param>
/// <param name="ownsFile">Whether disposing the part closes the file.</param>
internal sealed class SectionStream(Stream file, long begin, long length, bool ownsFile = false) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => position = Math.Clamp(value, 0, Length);
    }

    public override int Read(Span<byte> buffer)
    {
        file.Position = begin + position;
        int count = file.Read(buffer[..(int)Math.Min(buffer.Length, Length - position)]);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsFile)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
