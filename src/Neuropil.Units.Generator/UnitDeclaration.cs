using System;

namespace Neuropil.Generator;

/// <summary>One unit with a name of its own, and the prefixes with which it appears in <c>Neuropil.Units</c>.</summary>
internal sealed class UnitDeclaration(
    string symbol, string name, string quantity, string prefixes = "", int decade = 0, double factor = 1, string spelling = "")
{
    /// <summary>The symbol, for example V.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>Another way to write the symbol; empty for none.</summary>
    public string Spelling { get; } = spelling;

    /// <summary>The full name, for example volt.</summary>
    public string Name { get; } = name;

    /// <summary>The type of the quantity.</summary>
    public string Quantity { get; } = quantity;

    /// <summary>The prefixes that make members of <c>Neuropil.Units</c>; texts may use any of <see cref="UnitTable.Prefixes"/>.</summary>
    public string[] Prefixes { get; } = prefixes.Split([' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The unit is <see cref="Factor"/> times ten to this power of the SI unit.</summary>
    public int Decade { get; } = decade;

    /// <summary>See <see cref="Decade"/>; 1 for decimal units.</summary>
    public double Factor { get; } = factor;
}
