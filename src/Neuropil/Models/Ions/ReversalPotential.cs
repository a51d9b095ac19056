namespace Neuropil;

/// <summary>
/// Reversal potentials from the concentrations on both sides of a membrane, for receptors and channels: of one ion by Nernst's equation, of a channel that
/// several pass by that of Goldman, Hodgkin and Katz.
/// </summary>
public static class ReversalPotential
{
    /// <summary>
    /// E = R T/(z F) ln(outer/inner) (Nernst 1888): <c>ReversalPotential.Nernst(new Potassium { InnerConcentration = 140 * mM, OuterConcentration = 5 * mM },
    /// Celsius(37))</c> is -89.06 mV.
    /// </summary>
    /// <param name="ion">The ion with both concentrations.</param>
    /// <param name="temperature">T.</param>
    /// <exception cref="ArgumentException">A concentration is missing or not more than zero, or the temperature is not.</exception>
    public static Voltage Nernst(IonContainer ion, Temperature temperature)
    {
        ArgumentNullException.ThrowIfNull(ion);
        var (inner, outer) = Concentrations(ion);
        return Voltage.FromSi(Unit(temperature) / ion.Valence * Math.Log(outer / inner));
    }

    /// <summary>
    /// E = R T/F ln((sum P c_out + sum P a_in)/(sum P c_in + sum P a_out)) over the cations c and the anions a (Goldman 1943; Hodgkin and Katz 1949): the
    /// potential at which a channel that ions of charge +1 and -1 pass carries no current.
    /// </summary>
    /// <param name="temperature">T.</param>
    /// <param name="permeable">The ions with both concentrations, and their permeabilities, of which the ratios alone matter.</param>
    /// <exception cref="ArgumentException">
    /// There is no ion, one has another charge (for which there is no such closed form), a concentration is missing or not more than zero, a permeability is
    /// negative, all are zero, or the temperature is not more than zero.
    /// </exception>
    public static Voltage GoldmanHodgkinKatz(Temperature temperature, params IReadOnlyList<(IonContainer Ion, double Permeability)> permeable)
    {
        ArgumentNullException.ThrowIfNull(permeable);
        double above = 0, below = 0;
        foreach (var (ion, permeability) in permeable)
        {
            if (ion.Valence is not (1 or -1))
            {
                throw new ArgumentException($"{ion.Name} has a valence of {ion.Valence}; the equation of Goldman, Hodgkin and Katz for potentials expects +1 "
                    + "or -1.");
            }

            if (!(permeability >= 0 && double.IsFinite(permeability)))
            {
                throw new ArgumentException($"The permeability of {ion.Name} is {permeability}; expected 0 or more.");
            }

            var (inner, outer) = Concentrations(ion);
            above += permeability * (ion.Valence > 0 ? outer : inner);
            below += permeability * (ion.Valence > 0 ? inner : outer);
        }

        return above > 0
            ? Voltage.FromSi(Unit(temperature) * Math.Log(above / below))
            : throw new ArgumentException("No ion passes: a reversal potential needs one with a permeability of more than 0.", nameof(permeable));
    }

    private static double Unit(Temperature temperature) => temperature.SiValue > 0 && double.IsFinite(temperature.SiValue)
        ? PhysicalConstants.GasConstantOverFaraday.SiValue * temperature.SiValue
        : throw new ArgumentException($"The temperature is {temperature}; expected more than 0 K.", nameof(temperature));

    private static (double Inner, double Outer) Concentrations(IonContainer ion)
        => (Of(ion.InnerConcentration, "InnerConcentration"), Of(ion.OuterConcentration, "OuterConcentration"));

    private static double Of(Parameter<Concentration>? concentration, string name) => concentration switch
    {
        null => throw new ArgumentException($"A reversal potential from concentrations needs the ion's {name}."),
        { IsUniform: true } uniform when uniform.UniformSi > 0 => uniform.UniformSi,
        { IsUniform: true } => throw new ArgumentException($"{name} is {concentration}; expected more than 0 mM."),
        _ => throw new ArgumentException($"{name} is {concentration}; expected one value for all."),
    };
}
