using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

/// <summary>What goes on with a run is a command line that works where it is read: in the folder in which the run was started.</summary>
public sealed class InvocationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public InvocationTests()
    {
        Directory.CreateDirectory(folder["work", "E"]);
        File.WriteAllText(folder["work", "E", "E.csproj"], "");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("work/E", "work/E/bin/Debug/net10.0/E", "dotnet run -- resume out/a")]
    [InlineData("work/E", "work/E/bin/Release/net10.0/E", "dotnet run -c Release -- resume out/a")]
    [InlineData("work", "work/E/bin/Debug/net10.0/E", "dotnet run --project E -- resume out/a")]
    [InlineData("work/other", "work/E/bin/Debug/net10.0/E", "dotnet run --project ../E -- resume out/a")]
    [InlineData("work/E", "work/E/published/E", "published/E resume out/a")]
    [InlineData("work/E/published", "work/E/published/E", "./E resume out/a")]
    [InlineData("work", "work/E/bin/Release/net10.0/linux-x64/E", "E/bin/Release/net10.0/linux-x64/E resume out/a")]
    [InlineData("work", "work/no project/bin/Debug/net10.0/E", "'no project/bin/Debug/net10.0/E' resume out/a")]
    public void A_program_is_called_as_it_lies_seen_from_the_folder(string from, string program, string expected)
    {
        string path = folder[program.Split('/')];
        Assert.Equal(expected, Invocation.OfProgram(source: null, path, path + ".dll", folder[from.Split('/')]).Resume("out/a"));
    }

    [Fact]
    public void One_without_an_executable_is_called_by_dotnet()
    {
        var called = Invocation.OfProgram(null, "/usr/bin/dotnet", folder["app", "E.dll"], folder.Path);
        Assert.Equal("dotnet app/E.dll resume 'my runs/a'", called.Resume("my runs/a"));
    }

    // What a report repeats has the command's name, wherever it lies.
    [Theory]
    [InlineData("work/tools/neuropil", "neuropil")]
    [InlineData("work/other/neuropil", "other/neuropil")]
    [InlineData("work/E/bin/Release/net10.0/E", "dotnet run -c Release --project E --")]
    public void The_command_is_called_by_its_name_where_a_shell_finds_it(string program, string expected)
    {
        string path = folder[program.Split('/')];
        var called = Invocation.OfCommand(path, path + ".dll", folder["work"], $"/usr/bin{Path.PathSeparator}{folder["work", "tools"]}");
        Assert.Equal($"{expected} resume out/a", called.Resume("out/a"));
        Assert.Equal("neuropil run spike-lottery", called.Run(new SpikeLottery()));
    }

    [Fact]
    public void A_file_is_run_as_a_file()
        => Assert.Equal("dotnet run ../mine.cs -- resume out", Invocation.OfProgram(folder["mine.cs"], "/x/mine", "/x/mine.dll", folder["work"]).Resume("out"));
}
