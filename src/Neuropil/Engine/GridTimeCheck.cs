using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Looks, before the run, at the times that a population's equations round to the grid, as far as they are known then.</summary>
internal static class GridTimeCheck
{
    /// <summary>A warning for each time that a user wrote and that lies between grid points. Drawn times are meant to be rounded.</summary>
    /// <exception cref="ArgumentException">What must last is below half a step; the message names it.</exception>
    public static IEnumerable<string> Warnings(Population population, EquationSystem equations, CellValues values, TimeGrid grid)
    {
        foreach (var time in equations.GridTimes.Where(time => IsWritten(time.Time)))
        {
            double[] cells = values.Of(time.Time);
            bool areEqual = Array.TrueForAll(cells, value => value == cells[0]);
            string? warning = null;
            for (int cell = 0; cell < (areEqual ? 1 : cells.Length); cell++)
            {
                double seconds = KernelUnits.ToSi(cells[cell], Time.Dimension);
                string name = $"Population '{population.Name}'{(areEqual ? "" : $", cell {cell}")}: {time.Name}";
                if (time.Lasts && seconds > 0)
                {
                    grid.RequireDuration(seconds, name);
                }

                // Before the run everything has come already.
                warning ??= time.IsRounded && seconds > 0 ? grid.Warning(seconds, name) : null;
            }

            if (warning is not null)
            {
                yield return warning;
            }
        }
    }

    // What depends on variables, or is drawn, is known only later or meant to be rounded.
    private static bool IsWritten(Expr time) => Dependence.Symbols(time).All(symbol => symbol.Kind == SymbolKind.TimeStep)
        && Dependence.Nodes(time).OfType<ParameterExpr>().All(node => node.Parameter.IsUniform || node.Parameter.Count is not null);
}
