namespace Neuropil;

/// <summary>
/// A plasticity given as text: variables with their equations, bounds, and what spikes of either end change. In the example pairs of spikes
/// move the weight (Song, Miller and Abbott 2000, Nat. Neurosci. 3).
/// <c>w</c> is the weight, in the unit that the receptor gives it. Lines are those of an <see cref="EquationCell"/>, but the scope of a variable stands
/// behind the colon, after
/// its unit if it has one (<c>: nS edge</c>): <c>source</c>, <c>target</c>, <c>edge</c>, or <c>site</c>. <c>c : edge</c> is a variable that only events
/// change, <c>a = x + y : 1</c> an
/// intermediate, <c>V = target.V : mV</c> a variable of the target cell, <c>chance</c> (and <c>chance_a</c>, ...) a number from 0 to 1 that each synapse
/// draws at each event.
/// </summary>
/// <example>
/// <code>
/// new EquationPlasticity("pairs", """
///     dx/dt = -x/tau_plus  : source
///     dy/dt = -y/tau_minus : target
///     0 nS &lt;= w &lt;= w_max
///     on spike:        w = w - A_minus*y; x = x + 1
///     on target spike: w = w + A_plus*x;  y = y + 1
///     """)
/// {
///     Parameters = { ["tau_plus"] = 20 * ms, ["tau_minus"] = 20 * ms, ["A_plus"] = 0.01 * nS, ["A_minus"] = 0.0105 * nS, ["w_max"] = 1 * nS },
/// }
/// </code>
/// </example>
/// <remarks>
/// Events are <c>on spike:</c> (of the source), <c>on spike after 5 ms:</c> (once it has reached the synapse), <c>on target spike:</c>, and
/// <c>every 10 ms:</c>. Their statements stand behind the colon or below, indented deeper, and run in their
/// order, each seeing what those before it wrote. Nothing is stepped for each synapse: an equation of the edge must be linear in its variable with all
/// else at rest, what
/// is not linear changes on a clock (<see cref="SynapseBuilder"/>). A mistake throws <see cref="EquationFormatException"/> when the network is built, with
/// line and column.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
/// <param name="Equations">The equations and events.</param>
public sealed record EquationPlasticity(string Name, string Equations) : Plasticity(Name)
{
    /// <inheritdoc cref="EquationRelease.Parameters"/>
    public IDictionary<string, EquationValue> Parameters { get; init; } = new Dictionary<string, EquationValue>(StringComparer.Ordinal);

    /// <inheritdoc cref="EquationRelease.Initial"/>
    public IDictionary<string, EquationValue> Initial { get; init; } = new Dictionary<string, EquationValue>(StringComparer.Ordinal);

    /// <inheritdoc cref="EquationRelease.Sites"/>
    public int? Sites { get; init; }

    /// <inheritdoc/>
    /// <exception cref="EquationFormatException">The text is wrong.</exception>
    /// <exception cref="ArgumentException">A parameter is not read.</exception>
    /// <exception cref="UnknownNameException">An initial value is given for a variable that the text does not have.</exception>
    protected internal override void Declare(SynapseBuilder synapse)
        => new SynapseTextDeclaration(new SynapseText($"plasticity '{Name}'", Equations, Parameters, Initial, Sites, MustEmit: false), synapse).Declare();
}
