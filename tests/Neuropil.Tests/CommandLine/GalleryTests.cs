using System.Text.RegularExpressions;
using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

/// <summary>The page with all figures: what is on it stays when a part is made anew, and only its own files are touched.</summary>
public sealed class GalleryTests
{
    [Fact]
    public void It_shows_question_answer_figures_and_command_of_each_experiment()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("gallery", "spike-lottery", "failing", "--out", folder.Path);

        Assert.Equal(0, run.ExitCode);
        string page = File.ReadAllText(folder["README.md"]);
        Assert.StartsWith("# Gallery\n", page, StringComparison.Ordinal);
        Assert.Contains("- [spike-lottery](#spike-lottery): How many neurons win when spikes are drawn by lot?\n- [failing]", page, StringComparison.Ordinal);
        Assert.Contains("\n## spike-lottery\n\n**How many neurons win when spikes are drawn by lot?**\n", page, StringComparison.Ordinal);
        Assert.Contains("```\nneuropil run spike-lottery\n```", page, StringComparison.Ordinal);
        string[] figures = Directory.GetFiles(folder["figures", "spike-lottery"]);
        Assert.NotEmpty(figures);
        Assert.All(figures, figure =>
        {
            Assert.Contains($"](figures/spike-lottery/{Path.GetFileName(figure)})", page, StringComparison.Ordinal);
            Assert.Contains("</svg>", File.ReadAllText(figure), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_section_is_made_anew_and_the_others_stay_with_files_that_are_not_the_gallerys()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("gallery", "failing", "--out", folder.Path);
        CommandRun.Of("gallery", "spike-lottery", "--out", folder.Path);
        string page = File.ReadAllText(folder["README.md"]);
        Assert.True(page.IndexOf("\n## spike-lottery\n", StringComparison.Ordinal) < page.IndexOf("\n## failing\n", StringComparison.Ordinal));
        File.WriteAllText(folder["figures", "spike-lottery", "mine.svg"], "mine");

        Assert.Contains(": 2 experiments", CommandRun.Of("gallery", "spike-lottery", "--out", folder.Path).Output, StringComparison.Ordinal);
        Assert.Equal(page, File.ReadAllText(folder["README.md"]));
        Assert.Equal("mine", File.ReadAllText(folder["figures", "spike-lottery", "mine.svg"]));
    }

    [Fact]
    public void An_experiment_that_cannot_run_is_named_and_the_others_are_shown()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("gallery", "--out", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(": 2 experiments", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The SDK builds the program, which takes it some seconds.</summary>
    [Fact]
    public void An_example_of_the_project_is_run_and_shown_with_its_code()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["src", "Neuropil.Experiments"]);
        Directory.CreateDirectory(folder["examples"]);
        File.WriteAllText(folder["examples", "square.cs"], """
            // A square that is drawn
            // by a program.
            System.IO.File.WriteAllText("square.svg", "<svg></svg>");
            """);
        File.WriteAllText(folder["examples", "broken.cs"], "return 3;");

        var run = CommandRun.Of("gallery", "example-square", "example-broken", "--out", folder["docs", "gallery"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ended with 3", run.Error, StringComparison.Ordinal);
        string page = File.ReadAllText(folder["docs", "gallery", "README.md"]);
        Assert.Contains("- [example-square](#example-square): A square that is drawn by a program.\n", page, StringComparison.Ordinal);
        Assert.Contains(
            "\n## example-square\n\n**A square that is drawn by a program.**\n\n![example-square: square](figures/example-square/square.svg)\n\n"
            + "```\ndotnet run examples/square.cs\n```\n\nCode: [square.cs](../../examples/square.cs).\n", page, StringComparison.Ordinal);
        Assert.Equal("<svg></svg>", File.ReadAllText(folder["docs", "gallery", "figures", "example-square", "square.svg"]));
        Assert.DoesNotContain("example-broken", page, StringComparison.Ordinal);
    }

    /// <summary>The SDK has started the program as a child of its own.</summary>
    [Fact]
    public async Task A_gallery_that_is_stopped_leaves_no_example_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["src", "Neuropil.Experiments"]);
        Directory.CreateDirectory(folder["examples"]);
        string begun = folder["begun"];
        File.WriteAllText(folder["examples", "endless.cs"], $"""
            // A program that does not end.
            File.WriteAllText("{begun}.new", Environment.ProcessId.ToString());
            File.Move("{begun}.new", "{begun}");
            Thread.Sleep(Timeout.Infinite);
            """);
        using var stop = new CancellationTokenSource();
        var gallery = Task.Run(() => CommandRun.Of(new SpikeLottery(), stop.Token, "gallery", "example-endless", "--out", folder["docs"]),
            TestContext.Current.CancellationToken);
        while (!File.Exists(begun) && !gallery.IsCompleted)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        int program = int.Parse(File.ReadAllText(begun), System.Globalization.CultureInfo.InvariantCulture);
        await stop.CancelAsync();
        Assert.Equal(130, (await gallery).ExitCode);
        for (int i = 0; i < 100 && IsAlive(program); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.False(IsAlive(program));
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [Fact]
    public void A_page_that_is_no_gallery_is_not_written_over()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["README.md"], "# Mine\n");
        var run = CommandRun.Of("gallery", "spike-lottery", "--out", folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is no gallery", run.Error, StringComparison.Ordinal);
        Assert.Equal("# Mine\n", File.ReadAllText(folder["README.md"]));
    }

    [Fact]
    public void The_gallery_of_the_project_shows_every_experiment_and_its_drawings_are_small()
    {
        string gallery = Path.Combine(RepositoryFolder.Path, "docs", "gallery");
        string page = File.ReadAllText(Path.Combine(gallery, "README.md"));
        string[] files = [.. Directory.GetFiles(Path.Combine(gallery, "figures"), "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".zh.svg", StringComparison.Ordinal))];
        foreach (var experiment in Catalogue.Default.Experiments)
        {
            Assert.Contains($"\n## {experiment.Name}\n", page, StringComparison.Ordinal);
        }

        foreach (string example in Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "examples"), "*.cs").Select(file => Path.GetFileName(file)))
        {
            string section = page.Split($"\n## example-{Path.GetFileNameWithoutExtension(example)}\n")[1].Split("\n## ")[0];
            Assert.Contains($"```\ndotnet run examples/{example}\n```", section, StringComparison.Ordinal);
            Assert.Contains($"Code: [{example}](../../examples/{example}).", section, StringComparison.Ordinal);
        }

        // Every picture has the command and the code that made it below it.
        Assert.All(page.Split("\n## ").Skip(1), section =>
        {
            Assert.Matches("\n```\n(neuropil run|dotnet run) [a-z0-9./-]+\n```\n", section);
            string code = Regex.Match(section, @"\nCode: \[[^]]+\]\((?<path>[^)]+)\)").Groups["path"].Value;
            Assert.True(code.Length > 0 && File.Exists(Path.Combine(gallery, code)), section[..40]);
        });

        Assert.All(files, file =>
        {
            Assert.Contains($"]({Path.GetRelativePath(gallery, file).Replace('\\', '/')})", page, StringComparison.Ordinal);
            Assert.True(Path.GetExtension(file) == ".png" || new FileInfo(file).Length <= 150_000, file);
        });
        Assert.Equal(files.Length, page.Split("](figures/").Length - 1);
    }
}
