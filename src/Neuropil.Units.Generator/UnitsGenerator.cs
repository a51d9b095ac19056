using Microsoft.CodeAnalysis;

namespace Neuropil.Generator;

/// <summary>Turns the tables into source: the same for every compilation, so there is nothing to follow incrementally.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class UnitsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterPostInitializationOutput(static output =>
    {
        foreach (QuantityDeclaration row in QuantityTable.Rows)
        {
            output.AddSource($"{row.Name}.g.cs", QuantityEmitter.Emit(row));
            output.AddSource($"{row.Name}.Conversions.g.cs", QuantityEmitter.EmitConversions(row.Name));
        }

        output.AddSource("Number.Conversions.g.cs", QuantityEmitter.EmitConversions("Number"));
        output.AddSource("Units.g.cs", UnitsEmitter.EmitUnits());
        output.AddSource("UnitTable.g.cs", UnitsEmitter.EmitNames());
        output.AddSource("QuantityCatalogue.g.cs", UnitsEmitter.EmitCatalogue());
    });
}
