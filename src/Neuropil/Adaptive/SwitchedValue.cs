namespace Neuropil.Adaptive;

/// <summary>What a <see cref="SwitchedValue"/> is.</summary>
internal enum SwitchKind
{
    /// <summary>Whether the guard is above zero.</summary>
    Positive,

    /// <summary>Whether the guard is zero or above.</summary>
    NotNegative,

    /// <summary>The largest integer not above the guard.</summary>
    Floor,

    /// <summary>The sample that is in force at the time that the guard gives.</summary>
    Sample,
}

/// <summary>
/// A value that jumps: the truth of a comparison, an integer part, a sample of an array. The adaptive method holds it during a step at its value at
/// the step's beginning, and ends a step where it changes, so that the equations are smooth within every step.
/// </summary>
/// <param name="Symbol">Stands for the value in the equations.</param>
/// <param name="Kind">How the value follows from the guard.</param>
/// <param name="Guard">What decides; other switched values in it are held too.</param>
/// <param name="OriginalGuard">The guard with everything that jumps still in it.</param>
/// <param name="Written">The comparison or function as it was written, for messages.</param>
internal sealed record SwitchedValue(Symbol Symbol, SwitchKind Kind, Expr Guard, Expr OriginalGuard, Expr Written)
{
    /// <summary>The number of the two things that are compared; negative for what is no comparison.</summary>
    public int Border { get; init; } = -1;

    /// <summary>Whether the guard is the difference of the two the other way round than that of others with this <see cref="Border"/>.</summary>
    public bool IsOpposite { get; init; }

    /// <summary>Whether the value changes with time alone; the times of its changes are then found ahead.</summary>
    public bool FollowsTimeAlone { get; } = Dependence.Symbols(OriginalGuard).All(symbol => symbol.Kind == SymbolKind.Time);

    /// <summary>The value where the guard has the given value (in kernel units).</summary>
    public double At(double guard) => Kind switch
    {
        SwitchKind.Positive => guard > 0 ? 1 : 0,
        SwitchKind.NotNegative => guard >= 0 ? 1 : 0,
        SwitchKind.Floor => Math.Floor(guard),
        _ => Sample(Index(guard)),
    };

    /// <summary>The whole number that decides: two guards with the same one have the same value.</summary>
    public double Index(double guard) => Kind == SwitchKind.Sample ? Math.Clamp(Math.Floor(guard), -1, ((LookupExpr)Written).SamplesSi.Length) : At(guard);

    /// <summary>How far the guard is from where the value changes, negative beyond it; zero may lie on either side.</summary>
    public double Distance(double guard, double held) => Kind switch
    {
        SwitchKind.Floor => Math.Min(guard - held, held + 1 - guard),
        _ => held != 0 ? guard : -guard,
    };

    /// <summary>The value on the other side of the border that a guard with the given value is at.</summary>
    public double Beyond(double guard, double held) => Kind == SwitchKind.Floor ? held + (guard > held + 0.5 ? 1 : -1) : 1 - held;

    private double Sample(double index)
    {
        var lookup = (LookupExpr)Written;
        return index >= 0 && index < lookup.SamplesSi.Length ? KernelUnits.FromSi(lookup.SamplesSi[(int)index], lookup.Dimension) : 0;
    }
}
