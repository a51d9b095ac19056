namespace Neuropil.Tests.Recording;

/// <summary>A file on a disk that becomes full: what is beyond some bytes is written in part, then refused.</summary>
internal sealed class FailingStream(string file, FileMode mode, Func<long> room)
    : FileStream(file, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0)
{
    public const string Reason = "No space left on device";

    public override void Write(byte[] buffer, int offset, int count)
    {
        int fits = (int)Math.Clamp(room() - Position, 0, count);
        base.Write(buffer, offset, fits);
        if (fits < count)
        {
            throw new IOException($"{Reason} : '{Name}'");
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);
}
