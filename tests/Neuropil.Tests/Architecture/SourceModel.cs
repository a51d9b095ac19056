using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Neuropil.Tests.Architecture;

/// <summary>The library's source with its meaning, as the compiler sees it: which files use which types.</summary>
internal sealed class SourceModel
{
    private readonly Dictionary<SyntaxTree, string> folders;
    private readonly ConcurrentDictionary<SyntaxTree, IReadOnlyList<(SimpleNameSyntax Name, ISymbol? Symbol)>> meanings = [];

    private SourceModel(string root, CSharpCompilation compilation, IReadOnlyList<SyntaxTree> written)
    {
        (Root, Compilation, Written) = (root, compilation, written);
        folders = written.ToDictionary(tree => tree, tree => PathOf(tree).Split('/')[0]);
    }

    /// <summary>The model of src/Neuropil, made once.</summary>
    public static SourceModel Library { get; } = Load();

    /// <summary>The folder src/Neuropil.</summary>
    public string Root { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>The files that people wrote, without those of the generator.</summary>
    public IReadOnlyList<SyntaxTree> Written { get; }

    /// <summary>A file's path within src/Neuropil.</summary>
    public string PathOf(SyntaxTree tree) => Path.GetRelativePath(Root, tree.FilePath).Replace('\\', '/');

    /// <summary>The first folder of a file's path; "Quantities" for what the generator makes.</summary>
    public string FolderOf(SyntaxTree tree) => folders.GetValueOrDefault(tree, "Quantities");

    /// <summary>Every name in a file and what it means, found once.</summary>
    public IEnumerable<(SimpleNameSyntax Name, ISymbol Symbol)> Meanings(SyntaxTree tree)
        => from each in Found(tree) where each.Symbol is not null select (each.Name, each.Symbol);

    /// <summary>The names in a file that mean nothing to the compiler: uses that other questions would not see.</summary>
    public IEnumerable<SimpleNameSyntax> Unknown(SyntaxTree tree) => from each in Found(tree) where each.Symbol is null select each.Name;

    /// <summary>Every use of a type of the library, or of a member of one, in a file: the type, and where it is named.</summary>
    public IEnumerable<(INamedTypeSymbol Type, Location Location)> Uses(SyntaxTree tree)
    {
        foreach (var (name, symbol) in Meanings(tree))
        {
            var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
            if (type is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly))
            {
                yield return (Outermost(type), name.GetLocation());
            }
        }
    }

    // A method that is named and not called is one of several, of one type. The rest are words of the language.
    private IReadOnlyList<(SimpleNameSyntax Name, ISymbol? Symbol)> Found(SyntaxTree tree) => meanings.GetOrAdd(tree, _ =>
    {
        var model = Compilation.GetSemanticModel(tree);
        return [.. from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                   where name.Identifier.Text is not ("nameof" or "unmanaged" or "notnull")
                   select (name, Called(model, name) ?? Meaning(model, name))];
    });

    private static ISymbol? Meaning(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    // Of the name of a method the compiler looks up all that are called so, extensions in every library too; of the call it knows which one it is.
    private static IMethodSymbol? Called(SemanticModel model, SimpleNameSyntax name)
        => (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access.Parent : name.Parent) is InvocationExpressionSyntax call
            && (call.Expression == name || call.Expression == name.Parent)
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol { MethodKind: not MethodKind.DelegateInvoke } method ? method : null;

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is null ? type.OriginalDefinition : Outermost(type.ContainingType);

    private static SourceModel Load()
    {
        string repository = RepositoryFolder.Path;
        string root = Path.Combine(repository, "src/Neuropil");
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var written = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
            .ToList();
        var usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using "
                + "System.Threading; global using System.Threading.Tasks;", options);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Neuropil", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        Compilation compilation = CSharpCompilation.Create(
            "Neuropil", [.. written, usings], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        CSharpGeneratorDriver.Create([Generator(repository)], parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        return new SourceModel(root, (CSharpCompilation)compilation, written);
    }

    // The library's own generator of units, from the folder that the library was built in.
    private static ISourceGenerator Generator(string repository)
    {
        string folder = Path.Combine(repository, "src/Neuropil.Units.Generator/bin");
        string newest = Directory.EnumerateFiles(folder, "Neuropil.Units.Generator.dll", SearchOption.AllDirectories)
            .OrderByDescending(File.GetLastWriteTimeUtc).First();
        var type = Assembly.LoadFrom(newest).GetTypes().Single(type => typeof(IIncrementalGenerator).IsAssignableFrom(type));
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
