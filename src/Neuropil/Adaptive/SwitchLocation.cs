namespace Neuropil.Adaptive;

/// <summary>
/// Finds the first change of a switched value within a step: by samples of the continuous extension, then by its root, and then by steps that end
/// there, since a step's end is more accurate than what lies between.
/// </summary>
internal sealed class SwitchLocation
{
    // A guard that is a function of one state is a polynomial of degree four within a step: it changes sign at most four times.
    private const int Samples = 8;
    private const int MostCorrections = 5;

    private readonly AdaptiveCell cell;
    private readonly DormandPrince step;
    private readonly double[] y;
    private readonly double[][] distances;
    private readonly bool[] leaving;

    /// <summary>Locations in the steps of a cell.</summary>
    public SwitchLocation(AdaptiveCell cell, DormandPrince step)
    {
        (this.cell, this.step) = (cell, step);
        y = new double[cell.States];
        leaving = new bool[cell.Guards];
        distances = [new double[cell.Guards], new double[cell.Guards], new double[cell.Guards]];
    }

    /// <summary>The guard whose value changes first in the step that was tried last, and at which part of it; -1 for none.</summary>
    public (int Guard, double Part) First()
    {
        if (cell.Guards == 0)
        {
            return (-1, 1);
        }

        Measure(0);
        for (int j = 1; j <= Samples; j++)
        {
            (distances[0], distances[1], distances[2]) = (distances[1], distances[2], distances[0]);
            double part = (double)j / Samples;
            Measure(part);
            var found = Earliest(part - (1.0 / Samples), part);
            if (found.Guard < 0 && j >= 2)
            {
                found = Dip(part);
            }

            if (found.Guard >= 0)
            {
                return found;
            }
        }

        return (-1, 1);
    }

    /// <summary>Repeats the step so that it ends where the guard is on its border.</summary>
    /// <returns>The step's length.</returns>
    public double StepTo(int guard, double time, double[] from, double h, double part)
    {
        // The guard's slope in time, from the continuous extension.
        double width = Math.Min(1e-4, Math.Max(part, 1e-8) / 2);
        double slope = (DistanceAt(guard, Math.Min(1, part + width)) - DistanceAt(guard, part - width)) / ((Math.Min(1, part + width) - part + width) * h);
        double length = part * h;
        step.Try(time, from, length);
        for (int i = 0; i < MostCorrections; i++)
        {
            double correction = cell.Distance(guard, cell.GuardsAt(time + length, step.End)[guard]) / slope;
            double corrected = length - correction;
            if (!(Math.Abs(correction) < 0.1 * h) || !(corrected > 0) || corrected > h || time + corrected == time + length)
            {
                break;
            }

            length = corrected;
            step.Try(time, from, length);
        }

        return length;
    }

    // A guard that comes near its border and goes away again may have crossed it twice between samples: looked at where the parabola through
    // three of them is lowest.
    private (int Guard, double Part) Dip(double part)
    {
        for (int i = 0; i < cell.Guards; i++)
        {
            var (left, middle, right) = (distances[0][i], distances[1][i], distances[2][i]);
            double curvature = left - (2 * middle) + right;
            if (middle < left && middle < right && middle - ((left - right) * (left - right) / (8 * curvature)) < 0.1 * (left + right))
            {
                double lowest = part - (1.0 / Samples) + ((left - right) / (2 * curvature * Samples));
                if (cell.Leaves(i, cell.GuardsAt(step.Interpolate(lowest, y), y)[i]))
                {
                    return (i, Root(i, part - (2.0 / Samples), lowest));
                }
            }
        }

        return (-1, 1);
    }

    private (int Guard, double Part) Earliest(double low, double high)
    {
        var first = (Guard: -1, Part: high);
        for (int i = 0; i < leaving.Length; i++)
        {
            double root = leaving[i] ? Root(i, low, high) : double.PositiveInfinity;
            if (root < first.Part || (first.Guard < 0 && root <= high))
            {
                first = (i, root);
            }
        }

        return first;
    }

    private void Measure(double part)
    {
        double[] guards = cell.GuardsAt(step.Interpolate(part, y), y);
        for (int i = 0; i < guards.Length; i++)
        {
            distances[2][i] = cell.Distance(i, guards[i]);
            leaving[i] = cell.Leaves(i, guards[i]);
        }
    }

    private double DistanceAt(int guard, double part) => cell.Distance(guard, cell.GuardsAt(step.Interpolate(part, y), y)[guard]);

    // The value is still held at `low` and is another one at `high`; false position, halving where that is slow (the Illinois rule).
    private double Root(int guard, double low, double high)
    {
        var (atLow, atHigh) = (Math.Max(DistanceAt(guard, low), 0), DistanceAt(guard, high));
        int side = 0;
        for (int i = 0; i < 100 && high - low > 1e-15; i++)
        {
            double middle = atLow - atHigh > 0 ? low + ((high - low) * atLow / (atLow - atHigh)) : (low + high) / 2;
            middle = middle > low && middle < high && i < 40 ? middle : (low + high) / 2;
            double[] guards = cell.GuardsAt(step.Interpolate(middle, y), y);
            double distance = cell.Distance(guard, guards[guard]);
            if (cell.Leaves(guard, guards[guard]))
            {
                (high, atHigh, atLow, side) = (middle, distance, side < 0 ? atLow / 2 : atLow, -1);
            }
            else
            {
                (low, atLow, atHigh, side) = (middle, distance, side > 0 ? atHigh / 2 : atHigh, +1);
            }
        }

        return high;
    }
}
