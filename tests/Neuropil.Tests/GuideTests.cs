using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Neuropil.Experiments;

namespace Neuropil.Tests;

/// <summary>
/// Every block of code in the guide compiles, in a program of a user's own; those of how-tos and of pages for those who come from elsewhere run.
/// </summary>
public partial class GuideTests
{
    // What a block may use without having made it.
    private static readonly (string Name, string Declaration)[] Given =
    [
        ("network", "var network = new Network();"),
        ("cell", "var cell = new LeakyIntegrateAndFire();"),
        ("cells", "var cells = network.Add(new Population(\"cells\", 100, new LeakyIntegrateAndFire()));"),
        ("sources", "var sources = network.Add(new Population(\"sources\", 100, new PoissonSource()));"),
        ("run", "using var run = new Simulation(network);"),
        ("spikes", "var spikes = run.Record(cells.Spikes);"),
    ];

    // What an experiment's page has beside its last statement.
    private const string ExperimentParts = """
        static void Build(Parameters p, Network network) { }
        static void Find(Parameters p, Network network, Session session, Findings findings) { }
        internal sealed record Parameters { [Option("a weight")] public Conductance Weight { get; init; } = 2 * nS; }
        """;

    // Names in the text that are of .NET, of its build, of other simulators and of tests.
    private static readonly string[] OfOthers =
    [
        "Release", "Debug", "Console", "Duration", "Long", "GenerateDocumentationFile", "PublishAot", "Directory", "Vector512",
        "NeuronGroup", "Optimize", "ArgumentException", "StateMonitor",
        "SpikeMonitor", "PopulationRateMonitor", "PoissonGroup", "True", "False", "ExerciseTests",
    ];

    // Folders of the documentation whose pages are not the guide: what is decided or measured may name what is no more, the gallery has no code, and a page
    // of the tutorial is one program.
    private static readonly string[] Others = ["decisions", "gallery", "internals", "obj", "site", "tutorial"];

    // Pages whose code is run, not only compiled.
    private static readonly string[] Run = ["how-to", "coming-from"];

    // Pages about other programs, about .NET, and about this project's inside have names of their own.
    private static bool NamesOfOthers(string page)
        => page.StartsWith("coming-from/", StringComparison.Ordinal)
            || page is "not-there.md" or "contributing.md" or "architecture.md" or "how-to/library-and-tests.md" or "how-to/read-results.md";

    public static TheoryData<string, int> Blocks()
    {
        var blocks = new TheoryData<string, int>();
        foreach (string page in Pages())
        {
            for (int i = 0; i < In(page).Count; i++)
            {
                blocks.Add(NameOf(page), i);
            }
        }

        return blocks;
    }

    public static TheoryData<string> PagesThatRun()
        => [.. Pages().Select(NameOf).Where(page => Run.Contains(page.Split('/')[0]) && In(PageOf(page)).Any(block => !IsType(block)))];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_block_compiles(string page, int block)
    {
        var blocks = In(PageOf(page));
        string code = blocks[block];
        bool isType = IsType(code);
        bool isExperiment = page == "experiments.md";
        string types = string.Join('\n', blocks.Where(IsType)) + (isExperiment ? ExperimentParts : "");
        string program = $"""
            {Usings}
            {(isExperiment ? "using Neuropil.Experiments;" : "")}
            {(isType ? "" : Complete(code))}
            {types}
            """;
        var compilation = CSharpCompilation.Create(
            "guide",
            [CSharpSyntaxTree.ParseText(program)],
            UserProgram.References,
            new CSharpCompilationOptions(isType ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()));
    }

    /// <summary>Each block of a page is a method of one program: it runs in a folder of its own, which what it writes is left in.</summary>
    [Theory]
    [MemberData(nameof(PagesThatRun))]
    public void Every_page_of_tasks_runs(string page)
    {
        using var folder = new Recording.TemporaryFolder();
        RunPage(page, folder[""]);
    }

    /// <summary>What one task writes, another reads: Python, with an experiment's folder beside it.</summary>
    [Fact]
    public void What_Python_reads_is_what_was_saved()
    {
        using var folder = new Recording.TemporaryFolder();
        RunPage("how-to/record-and-save.md", folder[""]);
        var experiment = CommandLine.CommandRun.Of(new EiNetworkExperiment(), CancellationToken.None,
            "run", "ei-network", "--exc", "80", "--inh", "20", "--connection-probability", "0.4", "--duration", "30ms", "--out", folder["ei"]);
        Assert.True(experiment.ExitCode == 0, experiment.Error);
        string script = $"import os\nos.chdir({PythonText(folder[""])})\n"
            + string.Concat(PythonBlock().Matches(File.ReadAllText(PageOf("how-to/read-results.md"))).Select(match => match.Groups["code"].Value));
        string[] printed = Recording.Python.RunWithNumpy(script).Split('\n');
        var spikes = SpikeFiles.Load(folder["spikes.npz"])[0];
        Assert.Equal($"cells: {spikes.Count} spikes, {spikes.Count / 100.0 / 0.2:F2} Hz", printed[0]);
        Assert.StartsWith("V 0 mV ", printed[1], StringComparison.Ordinal);
        Assert.Equal("(201, 100) 200.0 mV", printed[3]);
        Assert.Contains("'w': 'nS'", printed[4], StringComparison.Ordinal);
        Assert.Equal($"cells {spikes.Count} {spikes.Count / 100.0 / 0.2:F2} Hz", printed[5]);
        Assert.Equal("['time (ms)', 'mean excitation.g of cells (nS)'] 200", printed[6]);
        Assert.Equal("True", printed[^2]);
    }

    /// <summary>Words of the text that look like names of the library are such names.</summary>
    [Fact]
    public void Every_name_in_the_text_exists()
    {
        var assemblies = new[] { typeof(Network).Assembly, typeof(Page).Assembly };
        var types = assemblies.SelectMany(assembly => assembly.GetExportedTypes()).ToList();
        var known = types.Select(type => type.Name.Split('`')[0])
            .Concat(types.SelectMany(type => type.GetMembers(AnyMember)).Select(member => member.Name))
            .Concat(OfOthers)
            .ToHashSet(StringComparer.Ordinal);
        var unknown = new List<string>();
        // The tutorial's code is compiled by TutorialTests: the blocks of a page are one program.
        string[] tutorial = Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "docs", "tutorial"), "*.md");
        foreach (string page in Pages().Where(page => !NamesOfOthers(NameOf(page))).Concat(tutorial))
        {
            string text = AnyBlock().Replace(File.ReadAllText(page), "");
            string own = string.Join('\n', In(page).Where(IsType));
            unknown.AddRange(CodeSpan().Matches(text).SelectMany(span => NameOfType().Matches(span.Groups["code"].Value)).Select(match => match.Value)
                .Where(name => !known.Contains(name) && !own.Contains(name, StringComparison.Ordinal)).Distinct()
                .Select(name => $"{NameOf(page)}: {name}"));
        }

        Assert.Empty(unknown);
    }

    // A project of its own compiles and runs it.
    [Fact]
    public void The_block_in_FSharp_is_that_of_the_tests_in_FSharp()
    {
        string guide = PageOf("modelling.md");
        string block = Assert.Single(FSharpBlock().Matches(File.ReadAllText(guide))).Groups["code"].Value;
        string tested = File.ReadAllText(Path.Combine(Path.GetDirectoryName(guide)!, "../tests/Neuropil.FSharp.Tests/SmallNetwork.fs"));
        Assert.EndsWith(block, tested);
    }

    private static bool IsType(string code) => Regex.IsMatch(code, "^(?:public |internal |sealed )*(?:record|class|struct) ", RegexOptions.Multiline);

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Neuropil;
        using static Neuropil.Units;
        using static Neuropil.Distributions;
        using static Neuropil.Functions;
        """;

    private static string Complete(string code)
    {
        bool readsSpikes = Regex.IsMatch(code, @"(?<!var )\bspikes\.");
        bool Makes(string name) => Regex.IsMatch(code, $@"^(?:using )?var (?:{name}\b|\([^)]*\b{name}\b)", RegexOptions.Multiline);
        var given = Makes("network") ? [] : Given.Where(one => !Makes(one.Name) && (one.Name != "spikes" || readsSpikes));
        return string.Join('\n', given.Select(one => one.Declaration))
            + "\n" + WithoutUsings(code);
    }

    // A record of a page may have its name from a page for another reader.
    private static void RunPage(string page, string folder)
    {
        var blocks = In(PageOf(page)).Select(WithoutUsings).Where(block => block.Trim().Length > 0).ToList();
        string methods = string.Join('\n', blocks.Where(block => !IsType(block)).Select((block, i)
            => $"await Block{i}();\nstatic async Task Block{i}()\n{{\nawait Task.Yield();\n{Complete(block)}\n}}"));
        string file = Path.Combine(folder, Path.GetFileNameWithoutExtension(page) + ".cs");
        File.WriteAllText(file, $"{Usings}\n{methods}\n{string.Join('\n', blocks.Where(IsType))}\n");
        UserProgram.Run(file, folder);
    }

    private static string WithoutUsings(string code)
        => Regex.Replace(code, @"^(#:.*|using (static )?[\w.]+;)\n", "", RegexOptions.Multiline | RegexOptions.ExplicitCapture);

    private static string PythonText(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Docs => Path.Combine(RepositoryFolder.Path, "docs");

    private static string NameOf(string path) => Path.GetRelativePath(Docs, path).Replace('\\', '/');

    private static string PageOf(string name) => Path.Combine(Docs, name);

    private static List<string> In(string page) => [.. CodeBlock().Matches(File.ReadAllText(page)).Select(match => match.Groups["code"].Value)];

    private static string[] Pages()
        => [.. Directory.GetFiles(Docs, "*.md", SearchOption.AllDirectories)
            .Where(path => !Others.Contains(NameOf(path).Split('/')[0]))
            .Order(StringComparer.Ordinal)];

    private const BindingFlags AnyMember
        = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex("(?<!`)`(?<code>[^`\n]+)`(?!`)")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(?<![\w./""'-])[A-Z][a-z][A-Za-z0-9]+(?![\w/-])(?!\.(?:cs|md|props|json|txt))")]
    private static partial Regex NameOfType();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("```python\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();

    [GeneratedRegex("```fsharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FSharpBlock();
}
