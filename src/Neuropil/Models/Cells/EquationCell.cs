namespace Neuropil;

/// <summary>
/// A cell given as text: differential equations and intermediate quantities, a threshold and a reset.
/// <code>
/// new EquationCell("""
///     dV/dt = (g_L*(E_L - V) - w + I)/C : mV
///     dw/dt = (a*(V - E_L) - w)/tau_w   : pA   # adaptation
///     g_total = g_L + a                 : nS   # an intermediate, can be recorded
///     """)
/// {
///     Parameters = { ["g_L"] = 10 * nS, ["E_L"] = "-60 mV", ["C"] = 200 * pF, ["a"] = 2 * nS, ["tau_w"] = 150 * ms },
///     Threshold = "V > -50 mV", Reset = "V = -60 mV; w += 10 pA", RefractoryPeriod = 5 * ms, Initial = { ["V"] = "E_L" },
/// }
/// </code>
/// The order of lines is free. <c>I</c> is the total current (positive inward) of receptors and injected currents, <c>t</c> the time, <c>dt</c>
/// the time step, <c>xi</c> (and <c>xi_a</c>, <c>xi_b</c>, ...) white noise with the unit 1/sqrt(time), <c>chance</c> (and <c>chance_a</c>, ...) a number
/// from 0 to 1 that is drawn
/// anew in each step, both independent for each cell. See <see cref="EquationParser"/> for the operators and functions. A unit behind the colon says what
/// a variable is measured
/// in, '1' for a pure number; any unit of the same kind serves. <c>n : 1</c> is a variable that only events change, <c>V &lt;= 20 mV</c> its ceiling: what
/// goes beyond is cut
/// before anything else sees it (<see cref="EquationBuilder.Ceiling"/>).
/// </summary>
/// <remarks>
/// Events stand in the text: <c>on spike: ...</c>, beside or in place of <see cref="Reset"/>, and <c>on ca &gt; 2 uM: ...</c>, with <c>when</c> or
/// <c>while</c> in place of <c>on</c>
/// where it matters that the event happens when the condition becomes true, or in each step that it holds (<see cref="Occurrence"/>). Their statements
/// stand behind the colon
/// or below, indented deeper, and run in their order, each seeing what those before it wrote.
/// <para>
/// A mistake in a text throws <see cref="EquationFormatException"/> when the equations are read, with line and column. A cell whose <see cref="Reset"/>
/// changes a variable of its <see cref="Threshold"/> spikes whenever that is true outside the refractory period, any other when it becomes true. While
/// refractory, the membrane potential does not change (or, if some lines end in
/// "(unless refractory)", these variables instead) and no spike is counted; the other variables and the receptors go on, so that input accumulates there.
/// A spike
/// current that grows exponentially wants a ceiling at the peak, which no stage of a method then looks beyond; as <c>held(exp((V - V_T)/D))</c>
/// exponential Euler takes it at the
/// step's beginning.
/// </para>
/// </remarks>
/// <param name="Equations">The equations.</param>
public sealed record EquationCell(string Equations) : Neuron
{
    /// <summary>The values of the names that the equations do not define: quantities, lists, distributions, or texts such as "10 nS".</summary>
    public IDictionary<string, EquationValue> Parameters { get; init; } = new Dictionary<string, EquationValue>(StringComparer.Ordinal);

    /// <summary>The condition of a spike, such as "V > -50 mV", with "when" or "while" before it as for events; null for a cell without spikes.</summary>
    public string? Threshold { get; init; }

    /// <summary>
    /// What a spike changes, such as "V = -60 mV; w += 10 pA". The statements run in their order, each seeing what those before it
    /// wrote. Null for no reset.
    /// </summary>
    public string? Reset { get; init; }

    /// <summary>
    /// How long after a spike the cell is refractory: a time, a list, a distribution, or a formula such as "tau_r + 1 ms*chance" over what the
    /// statements of the spike leave; null for not at all.
    /// </summary>
    public EquationValue? RefractoryPeriod { get; init; }

    /// <summary>
    /// Initial values: quantities, lists, distributions, or expressions over parameters and the initial values of other variables. Variables
    /// that are not named start at zero.
    /// </summary>
    public IDictionary<string, EquationValue> Initial { get; init; } = new Dictionary<string, EquationValue>(StringComparer.Ordinal);

    /// <summary>The variable that receptors and recordings take for the membrane potential; null for V, or v, if there is one in volts.</summary>
    public string? MembranePotential { get; init; }

    /// <inheritdoc/>
    /// <exception cref="EquationFormatException">A text is wrong.</exception>
    /// <exception cref="ArgumentException">A parameter is not read.</exception>
    /// <exception cref="UnknownNameException">An initial value or the membrane potential is given for a variable that the equations do not have.</exception>
    protected internal override void Declare(CellBuilder equations) => new EquationCellDeclaration(this, equations).Declare();
}
