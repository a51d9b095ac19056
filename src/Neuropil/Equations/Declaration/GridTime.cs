namespace Neuropil;

/// <summary>A time that a cell's equations round to the grid, to be looked at before the run: see <see cref="TimeGrid"/>.</summary>
/// <param name="Name">The name, for messages.</param>
/// <param name="Time">The time.</param>
/// <param name="IsRounded">Whether it is rounded, so that one between grid points deserves a warning.</param>
/// <param name="Lasts">Whether it is a duration: one of more than zero and less than half a step is an error.</param>
internal sealed record GridTime(string Name, Expr Time, bool IsRounded, bool Lasts);
