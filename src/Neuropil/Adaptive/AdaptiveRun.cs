namespace Neuropil;

/// <summary>What an <see cref="AdaptiveSimulation"/> found.</summary>
public sealed class AdaptiveRun
{
    private readonly EquationSystem equations;
    private readonly double[] states;

    internal AdaptiveRun(EquationSystem equations, double[] states) => (this.equations, this.states) = (equations, states);

    /// <summary>The simulated time.</summary>
    public required Time Duration { get; init; }

    /// <summary>The times of spikes, not rounded to any grid.</summary>
    public required IReadOnlyList<Time> SpikeTimes { get; init; }

    /// <summary>The traced quantities in the order asked for, in their usual units, as the records of a network have them.</summary>
    public required Traces Traces { get; init; }

    /// <summary>The number of steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>The number of steps tried and rejected, because their error was too large.</summary>
    public required long RejectedSteps { get; init; }

    /// <summary>How many times the equations were evaluated.</summary>
    public required long Evaluations { get; init; }

    /// <summary>The value of a state at the end: the full name, or its end where that is unambiguous.</summary>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    public Quantity this[string name]
    {
        get
        {
            var state = equations.FindState(name);
            int index = Enumerable.Range(0, states.Length).First(i => ReferenceEquals(equations.States[i], state));
            return new Quantity(KernelUnits.ToSi(states[index], state.Symbol.Dimension), state.Symbol.Dimension);
        }
    }
}
