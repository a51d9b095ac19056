namespace Neuropil.Tests.Recording;

public sealed class CompleteFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_failure_half_way_leaves_the_former_file_and_nothing_else()
    {
        File.WriteAllText(folder["data.csv"], "former");
        Assert.Throws<IOException>(() => CompleteFile.Write(folder["data.csv"], stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("former", File.ReadAllText(folder["data.csv"]));
        Assert.Equal(["data.csv"], folder.Files());
    }

    [Fact]
    public void A_former_file_is_replaced_and_folders_are_made()
    {
        CompleteFile.Write(folder["a/b/data.csv"], stream => stream.WriteByte((byte)'1'));
        CompleteFile.Write(folder["a/b/data.csv"], stream => stream.WriteByte((byte)'2'));
        Assert.Equal("2", File.ReadAllText(folder["a/b/data.csv"]));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_left_alone()
    {
        Directory.CreateDirectory(folder["data.csv"]);
        Exception error = Assert.ThrowsAny<Exception>(() => CompleteFile.Write(folder["data.csv"], stream => stream.WriteByte(1)));
        Assert.True(error is IOException or UnauthorizedAccessException, error.ToString());
        Assert.Empty(folder.Files());
    }

    public void Dispose() => folder.Dispose();
}
