namespace Neuropil;

/// <summary>A text of equations cut into lines: what defines names, what bounds variables, and what happens at events.</summary>
/// <param name="Source">The text.</param>
/// <param name="Tokens">Its words.</param>
/// <param name="Lines">The equations, intermediates and variables, in order.</param>
/// <param name="Bounds">The bounds, in order.</param>
/// <param name="Events">The events, in order.</param>
internal sealed record EquationText(
    EquationSource Source,
    IReadOnlyList<EquationToken> Tokens,
    IReadOnlyList<EquationLine> Lines,
    IReadOnlyList<BoundsLine> Bounds,
    IReadOnlyList<EventLine> Events)
{
    /// <summary>The text of a cell: a unit stands behind the colon, and <c>(unless refractory)</c> may follow.</summary>
    /// <exception cref="EquationFormatException">A line is none that a cell can have.</exception>
    public static EquationText OfCell(EquationSource source) => EquationLineReader.Read(source, new CellNoteReader(source));

    /// <summary>The text of a synapse: a unit may stand behind the colon, and the scope of a variable must.</summary>
    /// <exception cref="EquationFormatException">A line is none that a synapse can have.</exception>
    public static EquationText OfSynapse(EquationSource source) => EquationLineReader.Read(source, new SynapseNoteReader(source));

    /// <summary>What an expression is, for messages: "a Voltage (mV)", "a condition".</summary>
    public static string Describe(Expr value) => value.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(value.Dimension);

    /// <summary>The error for a fault at a word.</summary>
    public EquationFormatException Fault(string message, int word) => Source.Fault(message, Tokens[word].Start);

    /// <summary>A part of the text in quotes, for messages.</summary>
    public string Quote(int start, int end) => Source.Quote(Tokens[start].Start, Tokens[end - 1].End);

    /// <summary>The right side of a line in quotes.</summary>
    public string Quote(EquationLine line) => Quote(line.Expression, line.ExpressionEnd);
}
