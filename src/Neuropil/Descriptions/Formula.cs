namespace Neuropil.Descriptions;

/// <summary>A part of a formula already written, and how tightly it holds together: what decides whether parentheses are needed around it.</summary>
/// <param name="Text">In the notation of the printer that wrote it.</param>
/// <param name="Binding">How tightly its outermost operation binds.</param>
internal readonly record struct Formula(string Text, Binding Binding);

/// <summary>From the loosest to the tightest operation.</summary>
internal enum Binding
{
    /// <summary>And, or.</summary>
    Logical,

    /// <summary>Less, equal.</summary>
    Comparison,

    /// <summary>A sum or a difference.</summary>
    Sum,

    /// <summary>A product or a quotient; a number with its unit.</summary>
    Product,

    /// <summary>A sign in front.</summary>
    Sign,

    /// <summary>A power.</summary>
    Power,

    /// <summary>A name, a number, something in parentheses.</summary>
    Atom,
}
