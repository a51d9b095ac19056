using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A pyramidal cell and the interneuron that it excites and that inhibits it, as one set of equations, so that the adaptive solver can take both:
/// reduced Traub-Miles and Wang-Buzsaki cells with the synapses of <see cref="TransmitterGate"/> (Boergers 2017, chapter 30).
/// </summary>
internal sealed record GammaPair : Neuron
{
    private static readonly Area area = 20_000 * um2;

    /// <summary>The current into the pyramidal cell.</summary>
    public Parameter<CurrentDensity> Drive { get; init; } = 1.4 * uA / cm2;

    /// <summary>The excitation of the interneuron.</summary>
    public Parameter<ConductanceDensity> Excitation { get; init; } = 0.25 * mS / cm2;

    /// <summary>The inhibition of the pyramidal cell.</summary>
    public Parameter<ConductanceDensity> Inhibition { get; init; } = 0.25 * mS / cm2;

    /// <summary>How fast excitation decays.</summary>
    public Parameter<Time> ExcitatoryDecay { get; init; } = 3 * ms;

    /// <summary>How fast inhibition decays.</summary>
    public Parameter<Time> InhibitoryDecay { get; init; } = 9 * ms;

    /// <summary>The reversal potential of inhibition.</summary>
    public Parameter<Voltage> InhibitoryReversal { get; init; } = -75 * mV;

    /// <inheritdoc/>
    protected override void Declare(CellBuilder cell)
    {
        var (e, i) = (cell.Compartment("E", -67 * mV), cell.Compartment("I", -65 * mV));
        var (opened, closed) = (cell.State("s_E", Dimension.None), cell.State("s_I", Dimension.None));
        cell.Differential(opened, new TransmitterGate { Decay = ExcitatoryDecay }.Derivative(opened, e.Voltage!));
        cell.Differential(closed, new TransmitterGate { Decay = InhibitoryDecay }.Derivative(closed, i.Voltage!));
        Membrane(cell, e, new ReducedTraubMiles().Mechanisms, Drive + (Inhibition * closed * (InhibitoryReversal - e.Voltage!)));
        Membrane(cell, i, new WangBuzsaki().Mechanisms, Excitation * opened * (0 * mV - i.Voltage!));
        cell.Spike(e.Voltage! >= 0 * mV);
    }

    private static void Membrane(CellBuilder cell, Compartment compartment, IReadOnlyList<Mechanism> mechanisms, Expr synapses)
    {
        var membrane = new Membrane(cell, compartment.Voltage!, area, Celsius(6.3));
        cell.InScope(compartment.Name, null, () => membrane.Declare(mechanisms));
        cell.Differential(compartment.Voltage!, (membrane.TotalCurrent + compartment.InputCurrent + (area * synapses)) / (1 * uF / cm2 * area));
    }
}
