using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// How cells follow a step of current, from pairs of runs along the same noise: with fluctuating conductances G(t) the difference D of V in the two obeys
/// C dD/dt = I - G(t) D, whatever V is.
/// </summary>
/// <param name="TimeConstant">C over the mean of G, ms, by how ln D falls behind the step.</param>
/// <param name="Rise">When the mean response has 63 % of its end, ms.</param>
/// <param name="TimesMs">Times after the step, ms.</param>
/// <param name="Course">V of one cell without the step, mV.</param>
/// <param name="Response">The mean response over its end.</param>
internal sealed record StepResponse(double TimeConstant, double Rise, double[] TimesMs, double[] Course, double[] Response)
{
    /// <summary>Measures cells of several conditions.</summary>
    public static StepResponse[] Of(BombardedCell[] conditions, HighConductanceParameters p, Time start, Time length, Session session)
    {
        Time fall = 30 * ms, at = start.OnGrid(p.TimeStep), until = (start + length).OnGrid(p.TimeStep);
        double[][,] without = Courses(0 * pA, session.Part(0, 2)), with = Courses(50 * pA, session.Part(1, 2));
        return [.. conditions.Select((_, i) => Measured(without[i], with[i]))];

        double[][,] Courses(Current amplitude, Session part)
        {
            var step = new StepCurrent { Amplitude = amplitude, Start = at, Stop = until };
            var network = part.NewNetwork();
            Population[] groups = [.. conditions.Select((condition, i) => network.Add(new Population($"stepped {i}", p.Cells, condition.Model(step))))];
            var run = part.Simulate(network, p.TimeStep, name: "steps", precision: Precision.Double);
            var records = groups.Select(cells => run.Simulation.Record(cells.All("V"))).ToList();
            run.Advance(until + fall);
            return [.. records.Select(record => record.Matrix().In(mV))];
        }

        StepResponse Measured(double[,] v, double[,] stepped)
        {
            int samples = v.GetLength(0), cells = v.GetLength(1), begin = (int)Math.Round(at / p.TimeStep), end = (int)Math.Round(until / p.TimeStep);
            double unit = p.TimeStep / ms;
            double[] mean = new double[end + 1 - begin];
            double logs = 0;
            for (int cell = 0; cell < cells; cell++)
            {
                for (int sample = begin; sample <= end; sample++)
                {
                    mean[sample - begin] += (stepped[sample, cell] - v[sample, cell]) / cells;
                }

                logs += Math.Log((stepped[samples - 1, cell] - v[samples - 1, cell]) / (stepped[end, cell] - v[end, cell])) / cells;
            }

            double last = mean[^1], level = (1 - Math.Exp(-1)) * last;
            int above = Array.FindIndex(mean, value => value >= level);
            double rise = unit * (above - ((mean[above] - level) / (mean[above] - mean[above - 1])));
            double[] times = [.. mean.Select((_, sample) => sample * unit)];
            return new StepResponse(
                -(samples - 1 - end) * unit / logs, rise, times, [.. times.Select((_, sample) => v[begin + sample, 0])],
                    [.. mean.Select(value => value / last)]);
        }
    }
}
