namespace Neuropil;

/// <summary>
/// A receptor whose kernel is given as text: any chain of linear equations. Three stages of first order:
/// <code>
/// new EquationReceptor&lt;Conductance&gt;("cascade", """
///     dx/dt = -x/tau      : nS
///     dy/dt = (x - y)/tau : nS
///     dg/dt = (y - g)/tau : nS
///     I = g*(E - V)
///     on spike: x += w
///     """) { Parameters = { ["tau"] = 2 * ms, ["E"] = 0 * mV } }
/// </code>
/// <c>w</c> is the sum of the weights that arrive in a step, <c>V</c> the membrane potential, <c>I</c> the current into the cell, positive inward. Lines are
/// those of an <see cref="EquationCell"/>; variables start at zero and advance together by their exact propagator.
/// </summary>
/// <remarks>
/// It is a kernel: the response to many spikes is the sum of the responses to each. So equations are linear in the variables, with coefficients that do not
/// change; a spike adds constant multiples of w; and the current is a sum of the variables, each times what may depend on V. Anything else is an error with
/// line and column: a receptor that saturates is a class of its own, derived from <see cref="Receptor{TWeight}"/>.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
/// <param name="Equations">The equations, the current and what a spike does.</param>
/// <typeparam name="TWeight">The quantity of a weight.</typeparam>
public sealed record EquationReceptor<TWeight>(string Name, string Equations) : Receptor<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>The values of the names that the text does not define: quantities, lists, distributions, or texts such as "10 ms".</summary>
    public IDictionary<string, EquationValue> Parameters { get; init; } = new Dictionary<string, EquationValue>(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="EquationFormatException">The text is wrong, or no linear kernel.</exception>
    /// <exception cref="ArgumentException">A parameter is not read.</exception>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
        => new EquationReceptorDeclaration($"receptor '{Name}'", Equations, Parameters, equations, voltage).Declare(TWeight.Dimension);
}
