using Microsoft.CodeAnalysis;

namespace Neuropil.Tests.Architecture;

/// <summary>Which folder may know which (docs/decisions/0005-dependencies.md).</summary>
public class DependencyTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Quantities"] = [],
        ["Files"] = [],
        ["Progress"] = ["Quantities"],
        ["Randomness"] = ["Quantities"],
        ["Equations"] = ["Quantities", "Randomness"],
        ["Models"] = ["Quantities", "Randomness", "Equations"],
        ["Descriptions"] = ["Quantities", "Equations", "Models"],
        ["Networks"] = ["Quantities", "Randomness", "Equations", "Models"],
        ["Compiler"] = ["Quantities", "Equations"],
        ["Engine"] = ["Quantities", "Randomness", "Equations", "Models", "Networks", "Compiler", "Progress", "Files"],
        ["Analysis"] = ["Quantities", "Randomness"],
        ["Adaptive"] = ["Quantities", "Equations", "Models", "Networks", "Compiler", "Engine", "Analysis"],
        ["Theory"] = ["Quantities", "Equations", "Models", "Compiler"],
        ["Plotting"] = ["Quantities", "Analysis", "Files"],
        ["Recording"] = ["Quantities", "Equations", "Networks", "Engine", "Analysis", "Plotting", "Files"],
    };

    private static readonly string[] NotForModels =
        ["System.Threading", "System.Runtime.Intrinsics", "System.Runtime.InteropServices", "System.IO", "System.Net"];

    private static readonly SourceModel Library = SourceModel.Library;

    // Up to 25 s on a slow machine: the compiler binds every name of the library, once for all tests of this class.
    // Only what the compiler understands can be seen to break a rule below.
    [Fact]
    public void Every_name_in_the_source_means_something()
        => Assert.Empty(Library.Written.SelectMany(Library.Unknown).Select(name => $"{Place(name.GetLocation())}: {name}").Take(3));

    [Fact]
    public void Every_folder_has_its_place_in_the_table()
        => Assert.Equal(MayKnow.Keys.Order(), Library.Written.Select(Library.FolderOf).Distinct().Order());

    [Fact]
    public void The_table_has_no_circle()
    {
        var done = new HashSet<string>();
        while (MayKnow.Keys.FirstOrDefault(folder => !done.Contains(folder) && MayKnow[folder].All(done.Contains)) is { } next)
        {
            done.Add(next);
        }

        Assert.Equal(MayKnow.Count, done.Count);
    }

    // 5 to 12 s: the meaning of every name in five hundred files, found by the compiler. The other tests here use what it found.
    [Fact]
    public void No_file_uses_a_type_of_a_folder_that_it_may_not_know()
    {
        var broken = from tree in Library.Written
                     let folder = Library.FolderOf(tree)
                     from use in Library.Uses(tree)
                     from declaration in use.Type.DeclaringSyntaxReferences
                     let used = Library.FolderOf(declaration.SyntaxTree)
                     where used != folder && !MayKnow[folder].Contains(used)
                     select $"{Place(use.Location)} uses {used}/{use.Type.Name}";
        Assert.Equal([], broken.Distinct());
    }

    // What is abstract, or no model itself, is what the engine runs: cells with equations, receptors, couplings, the mechanisms of sources.
    [Fact]
    public void The_engine_names_no_model()
    {
        var broken = from tree in Library.Written
                     where Library.FolderOf(tree) == "Engine"
                     from use in Library.Uses(tree)
                     where use.Type.DeclaringSyntaxReferences.Any(declaration => Library.FolderOf(declaration.SyntaxTree) == "Models")
                         && use.Type is { IsAbstract: false, TypeKind: TypeKind.Class, BaseType.SpecialType: SpecialType.None }
                     select $"{Place(use.Location)} names {use.Type.Name}";
        Assert.Equal([], broken);
    }

    [Fact]
    public void Models_know_nothing_of_threads_vectors_and_files()
    {
        var broken = from tree in Library.Written
                     where Library.FolderOf(tree) == "Models"
                     from meaning in Library.Meanings(tree)
                     let space = (meaning.Symbol is INamespaceSymbol ? null : meaning.Symbol.ContainingNamespace)?.ToDisplayString()
                     where space is not null && NotForModels.Any(forbidden => space.StartsWith(forbidden, StringComparison.Ordinal))
                     select $"{Place(meaning.Name.GetLocation())} uses {space}.{meaning.Name}";
        Assert.Equal([], broken);
    }

    private static string Place(Location location) => $"{Library.PathOf(location.SourceTree!)}:{location.GetLineSpan().StartLinePosition.Line + 1}";
}
