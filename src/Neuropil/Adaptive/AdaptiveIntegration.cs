namespace Neuropil.Adaptive;

/// <summary>
/// One cell in time: steps of controlled error, each of which ends where something jumps. What happens at an instant (a switched value changes,
/// spikes arrive, a refractory period ends, the cell spikes) happens between two steps.
/// </summary>
internal sealed class AdaptiveIntegration
{
    // In ms. Where a solution cannot leave a border, steps end on it again and again without getting on.
    private const double NoProgress = 1e-9;
    private const int MostWithoutProgress = 1000;

    // The last of an exponential spike's upstroke takes less time than a double has beside 10 ms: there states move and the time does not. What goes on so is
    // no spike.
    private const double SmallestStep = 1e-22;
    private const int MostWithoutTime = 1000;
    private const int MostRounds = 1000;

    private readonly AdaptiveCell cell;
    private readonly AdaptiveOptions options;
    private readonly bool[] heldBefore;
    private readonly bool[] happens;
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
    private int withoutTime;

    /// <summary>A cell at its initial values, to be integrated up to a time (in ms).</summary>
    public AdaptiveIntegration(AdaptiveCell cell, AdaptiveOptions options, (double Time, double[] Weights)[] arrivals, double end, AdaptiveSamples samples)
    {
        (this.cell, this.options, this.arrivals, this.end, this.samples) = (cell, options, arrivals, end, samples);
        (heldBefore, happens) = (new bool[cell.Events.Count], new bool[cell.Events.Count]);
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

            RequireStep(withoutTime > MostWithoutTime ? 0 : h, state, isNotFinite: false);

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
        withoutTime = to > time ? 0 : withoutTime + 1;
        time = to;
        if (++Steps > options.MostSteps)
        {
            throw new SimulationDivergedException(
                $"The adaptive method has taken {options.MostSteps} steps up to {time} ms; the cell is stiff, or the tolerances are too small. Use "
                    + $"backward-euler for stiff cells, or more {nameof(AdaptiveOptions.MostSteps)}.");
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
        Look(heldBefore);
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
        // All conditions are looked at before any statement runs; what then holds on account of these happens at once, where on a grid it would in the next
        // step.
        for (int round = 0; LookAndHappen(isFirst: round == 0); round++)
        {
            if (round > MostRounds)
            {
                throw new IntegratorRefusedException($"At {time} ms events go on without end: each statement makes another condition true.");
            }
        }
    }

    private bool LookAndHappen(bool isFirst)
    {
        Look(happens);
        for (int i = 0; i < happens.Length; i++)
        {
            var happening = cell.Events[i];
            happens[i] &= (!happening.IsCrossing || (isFirst && !heldBefore[i])) && !(happening.Event!.EmitsSpike && cell.IsRefractory);
            if (happens[i])
            {
                Happen(happening);
            }
        }

        return Array.Exists(happens, happened => happened);
    }

    private void Look(bool[] holds)
    {
        for (int i = 0; i < holds.Length; i++)
        {
            holds[i] = cell.Holds(cell.Events[i], time, y);
        }
    }

    private void Happen(AdaptiveEvent happening)
    {
        if (happening.Event!.EmitsSpike)
        {
            Spikes.Add(time);
        }

        cell.RememberGuards(time, y);
        double period = cell.Change(happening, time, y);
        cell.SwitchWhatJumped(time, y);
        if (period > 0)
        {
            (cell.IsRefractory, refractoryEnd) = (true, time + period);
        }
        else if (!happening.IsCrossing && cell.Holds(happening, time, y))
        {
            throw new IntegratorRefusedException(happening.Event.EmitsSpike
                ? $"A cell that spikes as long as its condition holds needs a refractory period in the adaptive method, but "
                    + $"{ExprPrinter.Short(happening.Event.Condition!)} still holds after its spike at {time} ms: it spikes infinitely often."
                : $"'{happening.Event}' happens infinitely often at {time} ms: {ExprPrinter.Short(happening.Event.Condition!)} still holds after it.");
        }
    }

    private void RequireStep(double h, int state, bool isNotFinite)
    {
        if (h < SmallestStep)
        {
            throw new SimulationDivergedException(isNotFinite
                ? $"{cell.NameOf(state)} becomes infinite or not a number at {time} ms, where it is {y[state]} in its kernel unit."
                : $"{cell.NameOf(state)} needs steps below {Math.Max(h, Math.BitIncrement(time) - time)} ms at {time} ms: it grows without bound, or the "
                    + $"tolerances ({options.RelativeTolerance}, {options.AbsoluteTolerance}) are below what rounding allows.");
        }
    }

    private void RequireProgress(int guard, double length)
    {
        withoutProgress = length > NoProgress ? 0 : withoutProgress + 1;
        if (withoutProgress > MostWithoutProgress && guard >= 0)
        {
            throw new SimulationDivergedException(
                $"{cell.Written(guard)} changes without end at {time} ms: the equations lead to its border from both sides, so that they have no solution "
                    + $"there.");
        }
    }
}
