namespace Neuropil.Generator;

/// <summary>One row of the table of quantities: a dimension that has a name, and the units in which people write it.</summary>
internal sealed class QuantityDeclaration(string name, string description, string readableUnits, string labelUnit, int kg = 0, int m = 0, int s = 0, int A = 0,
    int K = 0, int mol = 0)
{
    /// <summary>The name of the type.</summary>
    public string Name { get; } = name;

    /// <summary>What it is, for the summary of the type.</summary>
    public string Description { get; } = description;

    /// <summary>Units for printing, from small to large: the largest in which the value is at least 1 is taken.</summary>
    public string[] ReadableUnits { get; } = readableUnits.Split(' ');

    /// <summary>The one unit for axes of figures and for messages.</summary>
    public string LabelUnit { get; } = labelUnit;

    /// <summary>Exponents of kg, m, s, A, K, mol.</summary>
    public int[] Exponents { get; } = [kg, m, s, A, K, mol];
}
