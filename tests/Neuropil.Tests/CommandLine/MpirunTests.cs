using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

/// <summary>The real program as several processes of mpirun (Open MPI): what rank 0 writes is what one process writes.</summary>
public sealed class MpirunTests(MpirunTests.OneProcess alone) : IClassFixture<MpirunTests.OneProcess>, IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private static readonly string[] network =
        ["run", "ei-network", "--exc", "320", "--inh", "80", "--connection-probability", "0.2", "--threads", "1"];

    // On any machine, as any user, and so that ranks that wait let others work.
    private static readonly string[] launch = ["--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Each of several processes starts a runtime, and on a machine with fewer processors one after the other: some seconds.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_folder_has_the_same_bytes_as_that_of_one_process(int ranks)
    {
        string[] arguments = [.. network, "--duration", "50ms"];
        string one = alone.Folder(arguments);
        var several = Mpirun(ranks, [.. arguments, "--out", folder["several"]]);
        RequireSuccess(several);
        Assert.Single(several.Output.Split('\n'), line => line.StartsWith("spike hash", StringComparison.Ordinal));
        Assert.Equal(TemporaryFolder.ContentOf(one), TemporaryFolder.ContentOf(folder["several"]));
        foreach (string name in new[] { "spikes.npz", "spikes.csv", "voltages.npz", "raster.svg", "voltages.svg" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(one, name)), File.ReadAllBytes(folder["several", name]));
        }

        Assert.Equal(Summary(one).GetProperty("spikeHash").GetString(), Summary(folder["several"]).GetProperty("spikeHash").GetString());
        Assert.Equal(Summary(one).GetProperty("synapticEvents").GetInt64(), Summary(folder["several"]).GetProperty("synapticEvents").GetInt64());
    }

    // As above.
    [Fact]
    public void Points_of_a_sweep_are_calculated_by_all_ranks_and_are_those_of_one_process()
    {
        string[] arguments = [.. network, "--duration", "20ms", "--seeds", "3", "--inhibitory-weight", "40nS..60nS/2", "--out"];
        RequireSuccess(Run("dotnet", Program([.. arguments, folder["one"]])));
        RequireSuccess(Mpirun(2, [.. arguments, folder["several"]]));
        Assert.Equal(File.ReadAllBytes(folder["one", "sweep.csv"]), File.ReadAllBytes(folder["several", "sweep.csv"]));
        Assert.Equal(File.ReadAllBytes(folder["one", "sweep.svg"]), File.ReadAllBytes(folder["several", "sweep.svg"]));
    }

    // As above; and a checkpoint is waited for.
    [Theory]
    [InlineData("stop", 130)]
    [InlineData("kill", 137)]
    [InlineData("interrupt", 1)]
    public async Task A_run_that_is_cut_goes_on_as_one_process_to_the_same_end(string how, int code)
    {
        string[] arguments = [.. network, "--duration", "4s", "--checkpoint-every", "0.3s"];
        Skip();
        using var process = Start("mpirun", Ranks(3, [.. arguments, "--out", folder["cut"]]));
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(folder["cut", "checkpoint.npc"]) && !process.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        if (how == "stop")
        {
            RequireSuccess(Run("dotnet", Program(["stop", folder["cut"]])));
        }
        else if (how == "kill")
        {
            RankOf(process, 1).Kill();
        }
        else
        {
            RequireSuccess(Run("kill", ["-INT", $"{process.Id}"])); // as Ctrl-C in its terminal
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == code, $"{process.ExitCode}: {await output} {await error}");
        Assert.True(how != "kill" || (await error + await output).Contains("rank 1", StringComparison.Ordinal));
        if (how == "interrupt")
        {
            // Within the second that the launcher gives to all, rank 0 says what stands.
            Assert.Single((await error).Split('\n'), line => line.StartsWith("stopped by the launcher; '", StringComparison.Ordinal)
                && line.TrimEnd().EndsWith($"resume {folder["cut"]}' goes on from the last checkpoint", StringComparison.Ordinal));
        }

        RequireSuccess(Run("dotnet", Program(["resume", folder["cut"]])));
        string whole = alone.Folder(arguments);
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "spikes.npz")), File.ReadAllBytes(folder["cut", "spikes.npz"]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "voltages.npz")), File.ReadAllBytes(folder["cut", "voltages.npz"]));
    }

    // As above.
    [Fact]
    public void A_program_of_a_users_own_is_divided_without_saying_so()
    {
        Skip();
        File.WriteAllText(folder["Model.cs"], """
            #:project ../src/Neuropil.Mpi
            using Neuropil;
            using static Neuropil.Units;

            var network = new Network { Seed = 5 };
            var cell = new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 500 * pA }] };
            var cells = network.Add(new Population("cells", 500, cell) { Initial = { ["V"] = Distributions.Uniform(-70 * mV, -60 * mV) } });
            network.Connect(cells, cells, new FixedOutDegree(20), new Exponential("inhibition") { Reversal = -80 * mV }, 2 * nS, 1 * ms);
            using var run = new Simulation(network, new RunOptions { Threads = 1 });
            var spikes = run.Record(cells.Spikes);
            run.Advance(100 * ms, Progress.Console);
            double mean = run.Values(cells, "V").In(mV).Average();
            if (RankGroup.Current.Writes)
            {
                Console.WriteLine($"{spikes.Count} {spikes.Trains().Hash()} {mean:R}");
                Console.Error.WriteLine($"{RankGroup.Current.Count} ranks");
            }
            """);
        string program = UserProgram.Compile(folder["Model.cs"]);
        var one = Run("dotnet", [program]);
        var two = Run("mpirun", [.. launch, "-n", "2", "dotnet", program]);
        RequireSuccess(one);
        RequireSuccess(two);
        const string begin = "\u001b[?1h\u001b="; // what the runtime writes to the terminal that mpirun gives to a process
        Assert.Equal(one.Output, two.Output.Replace(begin, "", StringComparison.Ordinal).ReplaceLineEndings("\n"));
        Assert.Contains("2 ranks", two.Error, StringComparison.Ordinal);
    }

    // As above: processes start one after another.
    [Fact]
    public void A_rank_that_is_given_what_is_for_one_process_says_so_and_ends_the_others()
    {
        var (code, _, error) = Mpirun(3, ["list"]);
        Assert.Equal(2, code);
        Assert.Single(error.Split('\n'),
            line => line.StartsWith("error: 'list' is for one process, and a launcher has started 3;", StringComparison.Ordinal));

        string[] first = ["dotnet", .. Program([.. network, "--duration", "10ms", "--out", folder["mixed"]])];
        (code, _, error) = Run("mpirun", [.. launch, "-n", "1", .. first, ":", "-n", "1", "dotnet", .. Program(["list"])]);
        Assert.Equal(2, code);
        Assert.Single(error.Split('\n'), line => line.StartsWith("rank 1: error: 'list' is for one process", StringComparison.Ordinal));
    }

    // As above.
    [Fact]
    public void So_it_is_with_the_launcher_of_MPICH_which_does_not_end_the_others_by_itself()
    {
        Assert.SkipUnless(IsThere("mpiexec.mpich"), "MPICH is not installed (mpich).");
        var (code, _, error) = Run("mpiexec.mpich", ["-n", "3", "dotnet", .. Program(["list"])]);
        Assert.Equal(2, code);
        Assert.Single(error.Split('\n'), line => line.Contains("error: ", StringComparison.Ordinal));

        string[] first = ["dotnet", .. Program([.. network, "--duration", "10ms", "--out", folder["mixed"]])];
        (code, _, error) = Run("mpiexec.mpich", ["-n", "1", .. first, ":", "-n", "1", "dotnet", .. Program(["list"])]);
        Assert.Equal(2, code);
        Assert.Single(error.Split('\n'), line => line.StartsWith("rank 1: error: 'list' is for one process", StringComparison.Ordinal));
    }

    // As above.
    [Fact]
    public void A_program_of_which_one_rank_ends_before_it_has_met_the_others_does_not_wait_for_ever()
    {
        Skip();
        File.WriteAllText(folder["Early.cs"], """
            #:project ../src/Neuropil.Mpi
            using Neuropil;

            if (RankGroup.Current.Writes)
            {
                return;
            }

            RankGroup.Current.Exchange([1]);
            """);
        var (code, _, error) = Run("mpirun", [.. launch, "-n", "2", "dotnet", UserProgram.Compile(folder["Early.cs"])]);
        Assert.NotEqual(0, code);
        Assert.Contains("rank 0 has ended, and rank 1 does work of its own with the others", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_launchers_library_nothing_runs_and_one_line_says_so()
    {
        var (code, _, error) = Mpirun(2, [.. network, "--duration", "10ms", "--out", folder["none"]], ("NEUROPIL_MPI", "/no/such/libmpi.so"));
        Assert.NotEqual(0, code);
        Assert.Single(error.Split('\n'),
            line => line.StartsWith("error: Open MPI has started 2 processes, and its library is not here", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder["none"]));
    }

    [Fact]
    public void More_ranks_than_cells_are_refused_by_one_line()
    {
        string[] few = ["run", "ei-network", "--exc", "1", "--inh", "1", "--connection-probability", "1", "--duration", "10ms", "--out", folder["few"]];
        var (code, _, error) = Mpirun(3, few);
        Assert.NotEqual(0, code);
        Assert.Single(error.Split('\n'), line => line.StartsWith("error: The network has 2 cells and is divided among 3 ranks", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_another_rank_does_not_see_is_refused_by_one_line()
    {
        Skip();
        Directory.CreateDirectory(folder["here"]);
        Directory.CreateDirectory(folder["there"]);
        string[] program = ["dotnet", .. Program([.. network, "--duration", "10ms", "--out", "out"])];
        var (code, _, error) = Run("mpirun", [.. launch, "-n", "1", "-wdir", folder["here"], .. program, ":", "-n", "1", "-wdir", folder["there"], .. program]);
        Assert.NotEqual(0, code);
        Assert.Single(error.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains("error: Rank 1: --out \"out\": the folder that rank 0 has made is not seen on ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder["there"]));
    }

    // As above: processes start one after another.
    [Fact]
    public void Ranks_that_are_given_different_models_or_seeds_say_in_what_they_differ()
    {
        foreach (var (first, second, difference) in new[]
        {
            ("--seed 1", "--seed 2", "rank 0 has seed 1, and rank 1 seed 2."),
            ("--exc 320", "--exc 384", "rank 0 has population 'cells' of 400 cells, and rank 1 population 'cells' of 464 cells."),
            ("--inhibitory-weight 50nS", "--inhibitory-weight 60nS", "parameters, synapses or sources of rank 1 are others than those of rank 0."),
        })
        {
            string[] Arguments(string differing) => Program(["run", "ei-network", "--inh", "80", "--connection-probability", "0.2", "--threads", "1",
                "--duration", "10ms", "--out", folder["both"], .. differing.Split(' '), .. differing.StartsWith("--exc", StringComparison.Ordinal)
                    ? Array.Empty<string>() : ["--exc", "320"]]);
            Skip();
            var (code, _, error) = Run("mpirun", [.. launch, "-n", "1", "dotnet", .. Arguments(first), ":", "-n", "1", "dotnet", .. Arguments(second)]);
            Assert.NotEqual(0, code);
            string line = Assert.Single(error.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
            Assert.Contains("The ranks have different networks: ", line, StringComparison.Ordinal);
            Assert.EndsWith(difference, line.TrimEnd(), StringComparison.Ordinal);
        }
    }

    // As above.
    [Fact]
    public void Where_the_disk_is_full_what_was_simulated_goes_elsewhere()
    {
        // A folder of the results' name is in the way, as a full disk is.
        string[] arguments = [.. network, "--duration", "30ms", "--out"];
        Directory.CreateDirectory(folder["full", "raster.svg", "in the way"]);
        var (code, _, error) = Mpirun(2, [.. arguments, folder["full"]]);
        Assert.NotEqual(0, code);
        var found = System.Text.RegularExpressions.Regex.Match(error, "what was simulated is in \"(?<folder>.*?)\"");
        Assert.True(found.Success, error);
        try
        {
            RequireSuccess(Mpirun(3, ["resume", found.Groups["folder"].Value]));
            RequireSuccess(Run("dotnet", Program([.. arguments, folder["whole"]])));
            Assert.Equal(File.ReadAllBytes(folder["whole", "spikes.npz"]), File.ReadAllBytes(Path.Combine(found.Groups["folder"].Value, "spikes.npz")));
        }
        finally
        {
            Directory.Delete(found.Groups["folder"].Value, recursive: true);
        }
    }

    // As above.
    [Fact]
    public void Where_one_rank_cannot_write_its_spikes_another_number_of_ranks_goes_on_elsewhere()
    {
        // A folder of the file's name is in the way, as a full disk is.
        string[] arguments = [.. network, "--duration", "30ms", "--record-budget", "1kB", "--out"];
        Directory.CreateDirectory(folder["full", "records", "0.s0", "0-cells.rank-1-of-3.spikes", "in the way"]);
        var (code, _, error) = Mpirun(3, [.. arguments, folder["full"]]);
        Assert.NotEqual(0, code);
        Assert.Contains("error: Rank 1: The spikes of 'cells' cannot be written to '", error, StringComparison.Ordinal);
        var found = System.Text.RegularExpressions.Regex.Match(error, "what was simulated is in \"(?<folder>.*?)\": '.*' goes on from there");
        Assert.True(found.Success, error);
        string rescued = found.Groups["folder"].Value;
        try
        {
            RequireSuccess(Mpirun(2, ["resume", rescued]));
            RequireSuccess(Run("dotnet", Program([.. arguments, folder["whole"]])));
            Assert.Equal(["0-cells.spikes"], TemporaryFolder.ContentOf(folder["whole", "records", "0.s0"]));
            Assert.Equal(["0-cells.rank-0-of-2.spikes", "0-cells.rank-1-of-2.spikes", "0-cells.spikes.json"],
                TemporaryFolder.ContentOf(Path.Combine(rescued, "records", "0.s0")));
            Assert.Equal(File.ReadAllBytes(folder["whole", "spikes.npz"]), File.ReadAllBytes(Path.Combine(rescued, "spikes.npz")));
        }
        finally
        {
            Directory.Delete(rescued, recursive: true);
        }
    }

    private static void Skip() => Assert.SkipUnless(IsThere("mpirun"), "Open MPI is not installed (openmpi-bin).");

    private static bool IsThere(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, program)));

    private static (int Code, string Output, string Error) Mpirun(int ranks, string[] arguments, params (string Name, string Value)[] variables)
    {
        Skip();
        return Run("mpirun", Ranks(ranks, arguments), variables);
    }

    private static string[] Ranks(int ranks, string[] arguments) => [.. launch, "-n", $"{ranks}", "dotnet", .. Program(arguments)];

    private static string[] Program(string[] arguments) => [Path.Combine(AppContext.BaseDirectory, "Neuropil.Cli.dll"), .. arguments];

    private static (int Code, string Output, string Error) Run(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        using var process = Start(program, arguments, variables);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} does not end.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // The process of a launcher's that has this number, by what it was told.
    private static Process RankOf(Process launcher, int rank)
    {
        foreach (string known in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                string parent = File.ReadAllText(Path.Combine(known, "stat")).Split(") ")[^1].Split(' ')[1];
                if (parent == $"{launcher.Id}" && File.ReadAllText(Path.Combine(known, "environ")).Split('\0').Contains($"OMPI_COMM_WORLD_RANK={rank}"))
                {
                    return Process.GetProcessById(int.Parse(Path.GetFileName(known), System.Globalization.CultureInfo.InvariantCulture));
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or is another user's.
            }
        }

        throw new InvalidOperationException($"mpirun has no process of rank {rank}.");
    }

    private static void RequireSuccess((int Code, string Output, string Error) run) => Assert.True(run.Code == 0, $"{run.Code}: {run.Output} {run.Error}");

    private static JsonElement Summary(string results)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "summary.json")));
        return document.RootElement.Clone();
    }

    /// <summary>What one process writes, made once for all tests that compare something with it.</summary>
    public sealed class OneProcess : IDisposable
    {
        private readonly TemporaryFolder folder = new();
        private readonly ConcurrentDictionary<string, Lazy<string>> made = [];

        /// <summary>The folder with the results of a process of these arguments.</summary>
        public string Folder(string[] arguments) => made.GetOrAdd(string.Join(' ', arguments), _ => new(() =>
        {
            string results = folder[$"{made.Count}"];
            RequireSuccess(Run("dotnet", Program([.. arguments, "--out", results])));
            return results;
        })).Value;

        public void Dispose() => folder.Dispose();
    }
}
