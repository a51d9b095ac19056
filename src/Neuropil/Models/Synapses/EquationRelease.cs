namespace Neuropil;

/// <summary>
/// A release given as text: variables with their equations, and what a spike does and lets out. Depression and facilitation (Tsodyks and
/// Markram 1997, PNAS 94), N sites that each release by chance, and whatever else can be written down.
/// </summary>
/// <example>
/// <code>
/// new EquationRelease("depression", """
///     du/dt = (U - u)/tau_f : source
///     dR/dt = (1 - R)/tau_d : source
///     on spike: emit u*R; R = R - u*R; u = u + U*(1 - u)
///     """)
/// {
///     Parameters = { ["U"] = 0.5, ["tau_f"] = 50 * ms, ["tau_d"] = 800 * ms }, Initial = { ["u"] = "U", ["R"] = 1 },
/// }
/// new EquationRelease("quanta", "on spike: emit count(chance &lt; p)") { Sites = 5, Parameters = { ["p"] = 0.3 } }
/// </code>
/// </example>
/// <remarks><see cref="EquationPlasticity"/> says how the text is read; every word of it may stand here too. What is emitted is at most 1, or the number of
/// <see cref="Sites"/>, unless the text says <c>emit ... at most 3</c>.</remarks>
/// <param name="Name">The name in the paths of its variables.</param>
/// <param name="Equations">The equations and events.</param>
public sealed record EquationRelease(string Name, string Equations) : Release(Name)
{
    /// <summary>The values of the names that the text does not define: quantities, distributions from which each synapse draws, or texts such as "10
    /// nS".</summary>
    public IDictionary<string, EquationValue> Parameters { get; init; } = new Dictionary<string, EquationValue>(StringComparer.Ordinal);

    /// <summary>Where variables start, as functions of parameters; those that are not named start at zero.</summary>
    public IDictionary<string, EquationValue> Initial { get; init; } = new Dictionary<string, EquationValue>(StringComparer.Ordinal);

    /// <summary>
    /// How many release sites a synapse has; null for a text without. Each has its own variables of the scope <c>site</c> and its own chances;
    /// <c>count(condition)</c>
    /// and <c>sum(x)</c> run over them.
    /// </summary>
    public int? Sites { get; init; }

    /// <inheritdoc/>
    /// <exception cref="EquationFormatException">The text is wrong.</exception>
    /// <exception cref="ArgumentException">A parameter is not read, or it lets out nothing.</exception>
    /// <exception cref="UnknownNameException">An initial value is given for a variable that the text does not have.</exception>
    protected internal override void Declare(SynapseBuilder synapse)
        => new SynapseTextDeclaration(new SynapseText($"release '{Name}'", Equations, Parameters, Initial, Sites, MustEmit: true), synapse).Declare();
}
