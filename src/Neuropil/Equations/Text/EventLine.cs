namespace Neuropil;

/// <summary>
/// What happens at an event: <c>on spike: V = E_L; w += b</c>. Its statements stand behind the colon, and on lines below it that are indented
/// deeper. Neither the event nor the statements are read yet.
/// </summary>
/// <param name="Word">The word with which it begins: on, when, while or every.</param>
/// <param name="Head">The index of the first word of the event itself.</param>
/// <param name="HeadEnd">The index of the colon.</param>
/// <param name="Statements">The statements, each by the index of its first word and that of the word behind it.</param>
internal sealed record EventLine(EquationToken Word, int Head, int HeadEnd, IReadOnlyList<(int Start, int End)> Statements);
