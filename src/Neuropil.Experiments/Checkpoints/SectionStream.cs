namespace Neuropil.Experiments;

/// <summary>A part of a file, as a stream of its own that can be read and sought. Disposing it closes the file.</summary>
internal sealed class SectionStream : Stream
{
    private readonly Stream file;
    private readonly long begin;

    public SectionStream(Stream file, long begin, long length)
    {
        (this.file, this.begin, Length) = (file, begin, length);
        file.Position = begin;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => file.Position - begin;
        set => file.Position = begin + Math.Clamp(value, 0, Length);
    }

    public override int Read(Span<byte> buffer) => file.Read(buffer[..(int)Math.Min(buffer.Length, Length - Position)]);

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
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
