using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

/// <summary>The texts in the source, joined from their parts, with a numbered hole for each value: what a translation is looked up by.</summary>
internal static class SourceTexts
{
    // What people read in a report or an error, by what takes it and the place among its arguments.
    private static readonly HashSet<(string, int)> shown =
    [
        ("Answer", 0), ("Note", 0), ("Figure", 1), ("Figure", 2), ("SideBySide", 1), ("SideBySide", 2), ("Panels", 1), ("Panels", 2), ("Traces", 1),
        ("Table", 1),
        ("UserErrorException", 0), ("If", 1), ("FormatException", 0),
        ("Check", 0), ("Check", 4), ("Between", 0), ("Between", 4), ("Exactly", 0), ("Exactly", 3), ("Measure", 0), ("Axis", 0), ("Curve", 0), ("Points", 0),
    ];

    private static readonly Lazy<IReadOnlyList<(string File, string Text, bool Shown)>> all = new(() => [.. Folders.SelectMany(Read)]);

    private static IEnumerable<string> Folders =>
    [
        "src/Neuropil.Experiments", "src/Neuropil.Cli", "src/Neuropil/Plotting", "src/Neuropil/Progress", "src/Neuropil/Models", "src/Neuropil/Quantities",
        "src/Neuropil/Engine", "src/Neuropil.Mpi", "src/Neuropil/Analysis", "src/Neuropil/Equations", "benchmarks/Neuropil.Benchmarks",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string File, string Text, bool Shown)> All => all.Value;

    private static IEnumerable<(string File, string Text, bool Shown)> Read(string folder)
    {
        string root = Path.Combine(RepositoryFolder.Path, folder);
        string built = $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}";
        var sources = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains(built, StringComparison.Ordinal));
        foreach (string path in sources)
        {
            var texts = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantNodes().OfType<ExpressionSyntax>()
                .Where(each => IsText(each) && !(each.Parent is BinaryExpressionSyntax whole && IsText(whole)));
            foreach (var text in texts)
            {
                yield return (Path.GetRelativePath(RepositoryFolder.Path, path), Template(text), folder == "src/Neuropil.Experiments" && IsShown(text));
            }
        }
    }

    private static bool IsText(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => IsText(sum.Left) || IsText(sum.Right),
        ParenthesizedExpressionSyntax inner => IsText(inner.Expression),
        _ => false,
    };

    private static string Template(ExpressionSyntax text)
    {
        int holes = 0;
        string Of(ExpressionSyntax part) => part switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax joined => string.Concat(joined.Contents.Select(
                each => each is InterpolatedStringTextSyntax words ? words.TextToken.ValueText : $"{{{holes++}}}")),
            BinaryExpressionSyntax sum when IsText(sum) => Of(sum.Left) + Of(sum.Right),
            ParenthesizedExpressionSyntax inner when IsText(inner) => Of(inner.Expression),
            _ => $"{{{holes++}}}",
        };
        return Of(text).Trim();
    }

    private static bool IsShown(ExpressionSyntax text) => text.Parent switch
    {
        AttributeArgumentSyntax { NameEquals: null, Parent.Parent: AttributeSyntax attribute } => attribute.Name.ToString() == "Option",
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.Text == nameof(Experiment.Question),
        ArgumentSyntax { Parent: ArgumentListSyntax list } argument => shown.Contains((Taker(list.Parent!), list.Arguments.IndexOf(argument))),
        _ => false,
    };

    private static string Taker(Microsoft.CodeAnalysis.SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.Identifier.Text,
        ObjectCreationExpressionSyntax made => made.Type.ToString(),
        _ => "",
    };
}
