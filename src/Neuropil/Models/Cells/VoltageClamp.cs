using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A membrane whose potential an ideal amplifier holds (Cole 1949; Hodgkin, Huxley and Katz 1952, J. Physiol. 116): V is the command potential, whatever
/// current flows. The command is <see cref="Holding"/>, and from the start of each of the <see cref="Steps"/> on its potential. <c>clampCurrent</c> is the
/// current through all channels and receptors, positive inward; the amplifier injects its opposite.
/// </summary>
/// <remarks>
/// There is no series resistance, and no capacitive current is shown: V jumps at the beginning of a step. Exponential Euler then
/// advances gates exactly, for any time step, since V is constant within one. Synapses on a clamped cell are measured, and move nothing.
/// </remarks>
public sealed record VoltageClamp : Neuron
{
    /// <summary>The membrane's area. Default 20 000 um².</summary>
    public Parameter<Area> Area { get; init; } = 20_000 * Units.um2;

    /// <summary>The temperature that channels see. Default 6.3 °C, as for <see cref="PointNeuron"/>.</summary>
    public Parameter<Temperature> Temperature { get; init; } = Units.Celsius(6.3);

    /// <summary>The potential before the first step, at whose steady state gates start. Default -65 mV.</summary>
    public Parameter<Voltage> Holding { get; init; } = -65 * Units.mV;

    /// <summary>The steps of the command, in the order of their starts, each after 0 ms. Starts are rounded to whole time steps, with a warning.</summary>
    public IReadOnlyList<ClampStep> Steps { get; init; } = [];

    /// <summary>Leak, ions with their channels, and whatever else carries a membrane current.</summary>
    public IReadOnlyList<Mechanism> Mechanisms { get; init; } = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A step starts at 0 ms or before.</exception>
    protected internal override void Declare(CellBuilder equations)
    {
        var voltage = equations.MembranePotential("V", Holding);
        var membrane = new Membrane(equations, voltage, Area, Temperature);
        membrane.Declare(Mechanisms);
        equations.Intermediate("clampCurrent", membrane.TotalCurrent + equations.InputCurrent);

        // V at the end of a step is the command of the next one, so that a step's gates see the command at its beginning.
        var next = Symbol.StepStart + Symbol.TimeStep;
        var command = Expr.Of(Holding);
        for (int i = 0; i < Steps.Count; i++)
        {
            var (start, potential) = (Steps[i].Start, Steps[i].Potential);
            if (start.IsUniform && !(start.UniformSi > 0))
            {
                throw new ArgumentException(
                    $"Step {i + 1} of a voltage clamp starts at {start}; expected more than 0 ms, before which Holding is the potential.");
            }

            equations.NameParameter($"start{i + 1}", start);
            equations.NameParameter($"potential{i + 1}", potential);
            equations.Lasts($"start{i + 1}", start);
            command = Select(equations.HasCome($"start{i + 1}", start, next), potential, command);
        }

        equations.Update(voltage, command);
    }
}
