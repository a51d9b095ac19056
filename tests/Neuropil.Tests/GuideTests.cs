using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Neuropil.Experiments;

namespace Neuropil.Tests;

/// <summary>Every block of code in the guide compiles, in a program of a user's own.</summary>
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
        "NeuronGroup", "StateMonitor", "True", "False", "ExerciseTests",
    ];

    public static TheoryData<string, int> Blocks()
    {
        var blocks = new TheoryData<string, int>();
        foreach (string page in Pages())
        {
            for (int i = 0; i < In(page).Count; i++)
            {
                blocks.Add(Path.GetFileName(page), i);
            }
        }

        return blocks;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_block_compiles(string page, int block)
    {
        var blocks = In(Pages().Single(path => Path.GetFileName(path) == page));
        string code = blocks[block];
        bool isType = IsType(code);
        bool isExperiment = page == "experiments.md";
        string types = string.Join('\n', blocks.Where(IsType)) + (isExperiment ? ExperimentParts : "");
        bool readsSpikes = Regex.IsMatch(code, @"(?<!var )\bspikes\.");
        string given = string.Join('\n', Given.Where(one => !Regex.IsMatch(code, $@"\bvar {one.Name}\b") && (one.Name != "spikes" || readsSpikes))
            .Select(one => one.Declaration));
        string program = $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Neuropil;
            {{(isExperiment ? "using Neuropil.Experiments;" : "")}}
            using static Neuropil.Units;
            using static Neuropil.Distributions;
            using static Neuropil.Functions;
            {{(isType ? "" : given + "\n" + code)}}
            {{types}}
            """;
        var compilation = CSharpCompilation.Create(
            "guide",
            [CSharpSyntaxTree.ParseText(program)],
            UserProgram.References(),
            new CSharpCompilationOptions(isType ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()));
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
        string tutorial = Path.Combine(RepositoryFolder.Path, "docs", "tutorial");
        foreach (string page in Pages().Concat(Directory.GetFiles(tutorial, "*.md"))) // whose code TutorialTests compiles: its blocks are one program
        {
            string text = AnyBlock().Replace(File.ReadAllText(page), "");
            string own = string.Join('\n', In(page).Where(IsType));
            unknown.AddRange(CodeSpan().Matches(text).SelectMany(span => NameOfType().Matches(span.Groups["code"].Value)).Select(match => match.Value)
                .Where(name => !known.Contains(name) && !own.Contains(name, StringComparison.Ordinal)).Distinct()
                .Select(name => $"{Path.GetFileName(page)}: {name}"));
        }

        Assert.Empty(unknown);
    }

    // A project of its own compiles and runs it.
    [Fact]
    public void The_block_in_FSharp_is_that_of_the_tests_in_FSharp()
    {
        string guide = Pages().Single(path => Path.GetFileName(path) == "modelling.md");
        string block = Assert.Single(FSharpBlock().Matches(File.ReadAllText(guide))).Groups["code"].Value;
        string tested = File.ReadAllText(Path.Combine(Path.GetDirectoryName(guide)!, "../tests/Neuropil.FSharp.Tests/SmallNetwork.fs"));
        Assert.EndsWith(block, tested);
    }

    private static bool IsType(string code) => Regex.IsMatch(code, "^(?:public |internal |sealed )*(?:record|class|struct) ", RegexOptions.Multiline);

    private static List<string> In(string page) => [.. CodeBlock().Matches(File.ReadAllText(page)).Select(match => match.Groups["code"].Value)];

    private static string[] Pages()
        => [.. Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "docs"), "*.md")
            .Concat(Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "docs", "exercises"), "*.md", SearchOption.AllDirectories))
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

    [GeneratedRegex("```fsharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FSharpBlock();
}
