namespace Neuropil.Adaptive;

/// <summary>
/// Finds the times at which values that follow time alone change, ahead of the integration and to the last bits: spans in which none can change are
/// passed over, the others are halved. A pulse is found however short it is.
/// </summary>
internal sealed class SwitchTimes
{
    // One search halves about sixty times for each change; a comparison that this does not settle has no definite time.
    private const int MostSpans = 1_000_000;

    // In ms; only times next to zero are denser than this.
    private const double Resolution = 1e-15;

    private readonly IReadOnlyList<SwitchedValue> switches;
    private readonly int[] following;
    private readonly int[] placeOf;
    private readonly IntervalTape tape;
    private readonly double[] current;
    private int spans;

    /// <summary>The times of those of the given values that follow time alone.</summary>
    public SwitchTimes(IReadOnlyList<SwitchedValue> switches, Func<Expr, double> valueOf)
    {
        this.switches = switches;
        following = Enumerable.Range(0, switches.Count).Where(i => switches[i].FollowsTimeAlone).ToArray();
        placeOf = new int[switches.Count];
        for (int k = 0; k < following.Length; k++)
        {
            placeOf[following[k]] = k;
        }

        tape = new IntervalTape(following.Select(i => switches[i].OriginalGuard), valueOf);
        current = new double[following.Length];
    }

    /// <summary>The value of a switch at a time.</summary>
    public double ValueAt(int index, double time)
    {
        tape.Evaluate(Interval.Point(time));
        return switches[index].At(tape[placeOf[index]].Low);
    }

    /// <summary>
    /// The first time after <paramref name="from"/> and up to <paramref name="to"/> at which a value differs from that at <paramref name="from"/>; infinity for
    /// none.
    /// </summary>
    /// <exception cref="IntegratorRefusedException">A comparison does not settle however short the span; the message quotes it.</exception>
    public double NextAfter(double from, double to)
    {
        if (following.Length == 0)
        {
            return double.PositiveInfinity;
        }

        tape.Evaluate(Interval.Point(from));
        for (int k = 0; k < following.Length; k++)
        {
            current[k] = switches[following[k]].Index(tape[k].Low);
        }

        spans = 0;
        return Search(from, to);
    }

    // At `from` the values are the current ones.
    private double Search(double from, double to)
    {
        if (spans++ > MostSpans)
        {
            var unsettled = switches[following[Math.Max(0, Array.FindIndex(following, i => Changes(placeOf[i])))]];
            throw new IntegratorRefusedException(
                $"The adaptive method cannot find the times at which {ExprPrinter.Short(unsettled.Written)} changes, after {from} ms.");
        }

        tape.Evaluate(new Interval(from, to));
        if (!Array.Exists(following, i => Changes(placeOf[i])))
        {
            return double.PositiveInfinity;
        }

        double middle = from + ((to - from) / 2);
        if (middle <= from || middle >= to || to - from < Resolution)
        {
            tape.Evaluate(Interval.Point(to));
            return Array.Exists(following, i => Changes(placeOf[i])) ? to : double.PositiveInfinity;
        }

        double first = Search(from, middle);
        return double.IsFinite(first) ? first : Search(middle, to);
    }

    // Whether a value may differ from the current one in the span evaluated last.
    private bool Changes(int k)
    {
        var value = switches[following[k]];
        return value.Index(tape[k].Low) != current[k] || value.Index(tape[k].High) != current[k];
    }
}
