using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Neuropil.Tests.Architecture;

/// <summary>
/// A built-in model uses public means only (docs/decisions/0019-open-models.md): the source of every model compiles in an assembly of its own that sees of the
/// library what a user's program sees.
/// </summary>
public class OpenModelsTests
{
    // What models share among themselves.
    private static readonly string[] Shared = ["Models/Cells/CorticalSpikeCurrents.cs"];

    // The reader of equations as text is a part of the library: what it makes of a text is what a user would declare.
    private static readonly string[] Readers =
    [
        "Models/Cells/EquationCell.cs", "Models/Receptors/EquationReceptor.cs", "Models/Synapses/EquationRelease.cs", "Models/Synapses/EquationPlasticity.cs",
    ];

    private static readonly SourceModel Library = SourceModel.Library;

    private static readonly INamedTypeSymbol Model = Library.Compilation.GetTypeByMetadataName("Neuropil.IModel")!;

    [Fact]
    public void Every_model_of_the_library_compiles_as_one_of_a_user()
    {
        var models = Library.Written.Where(IsOfModels).ToList();
        Assert.True(models.Count > 50, $"only {models.Count} files of models were found");
        Assert.Equal([], Errors(models.Select(AsUserWritesIt)));
    }

    [Fact]
    public void A_model_that_uses_what_users_cannot_is_found()
    {
        var leak = Library.Written.Single(tree => Library.PathOf(tree) == "Models/Channels/Leak.cs");
        string inside = leak.ToString()
            .Replace("membrane.AddCurrent(", "membrane.AddConcentration(null!, membrane.Area); membrane.AddCurrent(", StringComparison.Ordinal)
            .Replace("=> membrane", "{ membrane", StringComparison.Ordinal).Replace("membrane.Voltage));", "membrane.Voltage)); }", StringComparison.Ordinal);
        var tree = AsUserWritesIt(CSharpSyntaxTree.ParseText(inside, (CSharpParseOptions)leak.Options, leak.FilePath));
        Assert.Contains("CS1061", Assert.Single(Errors([tree])), StringComparison.Ordinal);
    }

    private static bool IsOfModels(SyntaxTree tree)
    {
        string path = Library.PathOf(tree);
        return Shared.Contains(path) || (path.StartsWith("Models/", StringComparison.Ordinal) && !Readers.Contains(path) && DeclaresModel(tree));
    }

    private static bool DeclaresModel(SyntaxTree tree)
    {
        var meaning = Library.Compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Select(declaration => meaning.GetDeclaredSymbol(declaration)!)
            .Any(type => !type.IsAbstract && type.AllInterfaces.Contains(Model, SymbolEqualityComparer.Default));
    }

    // The only difference: outside of the library, what is protected and internal is overridden as protected.
    private static SyntaxTree AsUserWritesIt(SyntaxTree tree)
        => CSharpSyntaxTree.ParseText(
            Regex.Replace(tree.ToString(), @"\bprotected internal (sealed )?override\b", "protected $1override"),
            (CSharpParseOptions)tree.Options, tree.FilePath);

    private static IEnumerable<string> Errors(IEnumerable<SyntaxTree> models)
    {
        var usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.Linq;", (CSharpParseOptions)Library.Written[0].Options);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Neuropil", StringComparison.Ordinal))
            .Append(typeof(Network).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("UserModels", [.. models, usings], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(error => $"{Library.PathOf(error.Location.SourceTree!)}:{error.Location.GetLineSpan().StartLinePosition.Line + 1} {error.Id} "
                + $"{error.GetMessage()}");
    }
}
