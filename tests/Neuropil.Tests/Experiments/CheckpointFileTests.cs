using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

public sealed class CheckpointFileTests : IDisposable
{
    private const int PayloadLength = 1000;
    private static readonly CheckpointHeader header = new(
        "spike-lottery", new Dictionary<string, string> { ["dt"] = "0.0001", ["label"] = "\u00e4 \"b\"\n" }, ulong.MaxValue, Precision.Single, CheckStep: true,
        Figures: "Pdf,Png", DumpKernels: true);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    public void What_is_saved_is_read_back(int length)
    {
        byte[] payload = Payload(length);
        File.WriteAllBytes(folder["x"], Checkpoint(payload));

        var (read, stream) = CheckpointFile.Open(folder["x"]);
        using (stream)
        {
            Assert.Equal(header with { Parameters = read.Parameters }, read);
            Assert.Equal(header.Parameters, read.Parameters);
            byte[] content = new byte[length];
            stream.ReadExactly(content);
            Assert.Equal(payload, content);
            Assert.Equal(-1, stream.ReadByte());
            stream.Position = length / 2;
            Assert.Equal(length - (length / 2), stream.Length - stream.Position);
        }
    }

    [Fact]
    public void Every_byte_that_is_changed_is_noticed()
    {
        byte[] good = Checkpoint(Payload(PayloadLength));
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= 0x40;
            Refuse(bad, "checkpoint");
        }
    }

    [Fact]
    public void Every_length_at_which_it_is_cut_is_noticed()
    {
        byte[] good = Checkpoint(Payload(PayloadLength));
        for (int length = 0; length < good.Length; length++)
        {
            Refuse(good[..length], "checkpoint");
        }
    }

    [Fact]
    public void A_change_of_the_content_is_called_damage()
    {
        byte[] bad = Checkpoint(Payload(PayloadLength));
        bad[^200] ^= 1;
        Refuse(bad, "is damaged: its checksum does not fit");
    }

    [Fact]
    public void A_lost_end_is_called_so() => Refuse(Checkpoint(Payload(PayloadLength))[..^300], "is cut short");

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("PK\u0003\u0004 a zip file that is long enough to hold a checkpoint's fixed parts, and more than that, to be sure")]
    public void A_file_of_another_kind_is_called_foreign(string content)
        => Refuse(System.Text.Encoding.UTF8.GetBytes(content), "is no checkpoint of Neuropil");

    [Fact]
    public void A_newer_version_is_named_whatever_else_it_holds()
    {
        byte[] newer = [.. Checkpoint(Payload(10))[..8], 7, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        Refuse(newer, "is of a newer Neuropil (format 7; this one reads 2)");
    }

    [Fact]
    public void A_payload_writer_that_fails_leaves_the_checkpoint_before()
    {
        using var output = OutputFolder.Open(folder.Path);
        output.Replace("x", stream => CheckpointFile.Write(stream, header, payload => payload.WriteByte(1)));
        byte[] before = File.ReadAllBytes(folder["x"]);

        Assert.Throws<InvalidOperationException>(()
            => output.Replace("x", stream => CheckpointFile.Write(stream, header, _ => throw new InvalidOperationException())));

        Assert.Equal(before, File.ReadAllBytes(folder["x"]));
    }

    private static byte[] Payload(int length)
    {
        byte[] payload = new byte[length];
        new Random(5).NextBytes(payload);
        return payload;
    }

    private static byte[] Checkpoint(byte[] payload)
    {
        using var stream = new MemoryStream();
        CheckpointFile.Write(stream, header, target =>
        {
            // Writers of payloads close what they are given, as BinaryWriter does.
            using (target)
            {
                target.Write(payload);
            }
        });
        return stream.ToArray();
    }

    private void Refuse(byte[] content, string reason)
    {
        File.WriteAllBytes(folder["bad.npc"], content);
        var error = Assert.Throws<UserErrorException>(() => CheckpointFile.Open(folder["bad.npc"]));
        Assert.Contains(folder["bad.npc"], error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
