namespace Neuropil.Engine;

/// <summary>
/// One cell in time: steps of controlled error, each of which ends where something jumps. What happens at an instant (a switched value changes,
/// spikes arrive, a refractory period ends, the cell spikes) happens between two steps.
/// </summary>
internal sealed class AdaptiveIntegration
{
    // In ms. Where a solution cannot leave a border, steps end on it again and again without getting on.
    private const double NoProgress = 1e-9;
    private const int MostWithoutProgress = 1000;
    private const double SmallestStep = 1e-14;

    private readonly AdaptiveCell cell;
    private readonly AdaptiveOptions options;
    private readonly SpikeRule? rule;
    private readonly (double Time, double[] Weights)[] arrivals;
    private readonly double end;
    private readonly double[] y;
    private readonly DormandPrince step;
    private readonly StepSizeControl control;
    private readonly SwitchLocation location;
    private readonly AdaptiveSamples samples;
    private double time;
    private double nextSwitch;
    private double refractoryEnd = double.PositiveInfinity;
    private int arrived;
    private int withoutProgress;

    /// <summary>A cell at its initial values, to be integrated up to a time (in ms).</summary>
    public AdaptiveIntegration(AdaptiveCell cell, SpikeRule? rule, AdaptiveOptions options, (double Time, double[] Weights)[] arrivals, double end, AdaptiveSamples samples)
    {
        (this.cell, this.rule, this.options, this.arrivals, this.end, this.samples) = (cell, rule, options, arrivals, end, samples);
        y = cell.Initial;
        step = new DormandPrince(cell);
        control = new StepSizeControl(options);
        location = new SwitchLocation(cell, step);
    }

    /// <summary>The states.</summary>
    public double[] States => y;

    /// <summary>The times of spikes in ms.</summary>
    public List<double> Spikes { get; } = [];

    public long Steps { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Integrates to the end.</summary>
    /// <exception cref="SimulationDivergedException">A state is not finite, or cannot be followed with any step; the message names it and the time.</exception>
    public void Run(CancellationToken cancellation)
    {
        cell.SwitchAll(0, y);
        nextSwitch = cell.Times.NextAfter(0, end);
        Instant(crossed: -1);
        double h = Begin(double.PositiveInfinity);
        samples.AtInstant(0, y);
        while (time < end)
        {
            cancellation.ThrowIfCancellationRequested();
            double stop = NextStop();
            double length = Fit(Math.Min(h, options.LargestStepMs), stop - time);
            step.Try(time, y, length);
            int bad = step.NotFinite();
            var (error, state) = bad >= 0 ? (double.PositiveInfinity, bad) : control.Measure(y, step);
            if (!(error <= 1))
            {
                Rejected++;
                h = control.AfterFailure(length, error);
                RequireStep(h, state, bad >= 0);
                continue;
            }

            double next = control.AfterSuccess(length, error);
            h = length < h ? Math.Max(h, next) : next;
            var (guard, part) = location.First();
            length = guard < 0 ? length : location.StepTo(guard, time, y, length, part);
            Accept(guard < 0 && length >= stop - time ? stop : time + length, length);
            RequireProgress(guard, length);
            if (guard >= 0 || time >= stop)
            {
                Instant(guard);
                h = Begin(h);
            }
            else
            {
                step.Continue();
            }

            samples.AtInstant(time, y);
        }
    }

    private double NextStop()
        => Math.Min(Math.Min(end, nextSwitch), Math.Min(refractoryEnd, arrived < arrivals.Length ? arrivals[arrived].Time : end));

    // No step shorter than half of another is left before a stop.
    private static double Fit(double h, double left) => h * 1.0001 >= left ? left : h * 2 > left ? left / 2 : h;

    private void Accept(double to, double length)
    {
        samples.Within(time, to, length, step);
        Array.Copy(step.End, y, y.Length);
        time = to;
        if (++Steps > options.MostSteps)
        {
            throw new SimulationDivergedException(
                $"The adaptive method has taken {options.MostSteps} steps up to {time} ms; the cell is stiff, or the tolerances are too small. Use backward-euler for stiff cells, or more {nameof(AdaptiveOptions.MostSteps)}.");
        }
    }

    // The derivatives after something jumped; where they jumped too, small steps again.
    private double Begin(double h)
    {
        bool jumped = step.Begin(time, y);
        int bad = Array.FindIndex(step.Slope, slope => !double.IsFinite(slope));
        return bad >= 0 ? throw new SimulationDivergedException($"d{cell.NameOf(bad)}/dt is {step.Slope[bad]} at {time} ms: it must be finite.")
            : jumped || double.IsInfinity(h) ? Math.Min(h, control.First(y, step.Slope))
            : h;
    }

    private void Instant(int crossed)
    {
        bool heldBefore = cell.SpikeCondition(time, y);
        cell.RememberGuards(time, y);
        if (time >= refractoryEnd)
        {
            (cell.IsRefractory, refractoryEnd) = (false, double.PositiveInfinity);
        }

        if (time >= nextSwitch)
        {
            cell.SwitchByTime(time);
            nextSwitch = cell.Times.NextAfter(time, end);
        }

        if (crossed >= 0)
        {
            cell.Flip(crossed);
        }

        for (; arrived < arrivals.Length && arrivals[arrived].Time <= time; arrived++)
        {
            cell.Arrive(time, y, arrivals[arrived].Weights);
        }

        cell.SwitchWhatJumped(time, y);
        if (rule is not null && !cell.IsRefractory && cell.SpikeCondition(time, y) && !(heldBefore && rule.OncePerCrossing))
        {
            Spike();
        }
    }

    private void Spike()
    {
        Spikes.Add(time);
        cell.RememberGuards(time, y);
        double period = cell.Reset(time, y);
        cell.SwitchWhatJumped(time, y);
        if (period > 0)
        {
            (cell.IsRefractory, refractoryEnd) = (true, time + period);
        }
        else if (!rule!.OncePerCrossing && cell.SpikeCondition(time, y))
        {
            throw new IntegratorRefusedException("A cell that spikes as long as its condition holds needs a refractory period in the adaptive method: without one it spikes infinitely often.");
        }
    }

    private void RequireStep(double h, int state, bool isNotFinite)
    {
        if (h < Math.Max(SmallestStep, 8 * (Math.BitIncrement(time) - time)))
        {
            throw new SimulationDivergedException(isNotFinite
                ? $"{cell.NameOf(state)} becomes infinite or not a number at {time} ms, where it is {y[state]} in its kernel unit."
                : $"{cell.NameOf(state)} needs steps below {h} ms at {time} ms: it grows without bound, or the tolerances ({options.RelativeTolerance}, {options.AbsoluteTolerance}) are below what rounding allows.");
        }
    }

    private void RequireProgress(int guard, double length)
    {
        withoutProgress = length > NoProgress ? 0 : withoutProgress + 1;
        if (withoutProgress > MostWithoutProgress && guard >= 0)
        {
            throw new SimulationDivergedException(
                $"{cell.Written(guard)} changes without end at {time} ms: the equations lead to its border from both sides, so that they have no solution there.");
        }
    }
}
