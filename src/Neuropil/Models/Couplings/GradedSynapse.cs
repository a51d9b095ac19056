using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A synapse that releases without spikes, by the presynaptic voltage: I_i = (E - V_i) sum_j g_ij s_inf(V_j) with
/// s_inf(V) = 1/(1 + exp((half - V)/slope)), without time course of its own (Destexhe, Mainen and Sejnowski, J. Comput. Neurosci. 1, 1994, eq. 4,
/// for release; many invertebrate and retinal synapses are graded).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record GradedSynapse(string Name) : Coupling<Conductance>(Name)
{
    /// <summary>The presynaptic voltage at which release is half. Default -40 mV.</summary>
    public Parameter<Voltage> HalfVoltage { get; init; } = -40 * Units.mV;

    /// <summary>How sharply release grows with voltage. Default 5 mV.</summary>
    [Positive]
    public Parameter<Voltage> Slope { get; init; } = 5 * Units.mV;

    /// <summary>The reversal potential. Default 0 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * Units.mV;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Expr> Outputs(EquationSystem source)
    {
        var voltage = source.MembranePotential ?? throw new ArgumentException($"Graded synapse '{Name}': the source has no membrane potential.");
        return [1 / (1 + Exp((HalfVoltage - voltage) / Slope))];
    }

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var voltage = equations.Voltage ?? throw new ArgumentException($"it has no membrane potential for graded synapse '{Name}'");
        var g = equations.Arrival(Conductance.Dimension).Symbol;
        equations.Intermediate("g", g);
        equations.AddInwardCurrent(g * (Reversal - voltage));
    }
}
