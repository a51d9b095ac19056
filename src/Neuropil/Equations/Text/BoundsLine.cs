namespace Neuropil;

/// <summary>A line that bounds a variable: <c>V &lt;= 20 mV</c>, <c>0 nS &lt;= w &lt;= w_max</c>. None of its parts is read yet.</summary>
/// <param name="Parts">The parts from the smallest to the largest, each by the index of its first word and that of the word behind it.</param>
internal sealed record BoundsLine(IReadOnlyList<(int Start, int End)> Parts);
