using System.Linq;

namespace Neuropil.Generator;

/// <summary>
/// The one table behind all typed quantities. No two rows have the same dimension: a product must have one type. (So the permeability of a
/// membrane, in m/s, is a Velocity.)
/// </summary>
internal static class QuantityTable
{
    public static readonly QuantityDeclaration[] Rows =
    [
        new("Time", "A duration or a point in time.", "ns us ms s", "ms", s: 1),
        new("Frequency", "A rate: events or openings per time.", "Hz kHz", "Hz", s: -1),
        new("Length", "A length.", "nm um mm m", "um", m: 1),
        new("Area", "The area of a membrane.", "um^2 cm^2 m^2", "um^2", m: 2),
        new("Volume", "The volume of a compartment.", "um^3 cm^3 m^3", "um^3", m: 3),
        new("Velocity", "A speed of conduction; the permeability of a membrane has this dimension too.", "um/s mm/s m/s", "m/s", m: 1, s: -1),
        new("Diffusivity", "A coefficient of diffusion.", "um^2/s um^2/ms m^2/s", "um^2/ms", m: 2, s: -1),
        new("Voltage", "A potential difference.", "nV uV mV V", "mV", kg: 1, m: 2, s: -3, A: -1),
        new("VoltageRate", "A change of voltage per time.", "uV/s mV/s mV/ms", "mV/ms", kg: 1, m: 2, s: -4, A: -1),
        new("Current", "An electric current.", "fA pA nA uA mA A", "pA", A: 1),
        new("CurrentDensity", "A current per area of membrane.", "pA/cm^2 nA/cm^2 uA/cm^2 mA/cm^2 A/cm^2", "uA/cm^2", A: 1, m: -2),
        new("CurrentRate", "A change of current per time.", "pA/s pA/ms nA/ms", "pA/ms", A: 1, s: -1),
        new("Charge", "An electric charge.", "fC pC nC uC mC C", "pC", A: 1, s: 1),
        new("ChargeDensity", "A charge per area of membrane.", "pC/cm^2 nC/cm^2 uC/cm^2 mC/cm^2 C/cm^2", "uC/cm^2", A: 1, s: 1, m: -2),
        new("VoltageSensitivity", "How steeply something changes with voltage: one over a voltage.", "1/V 1/mV", "1/mV", kg: -1, m: -2, s: 3, A: 1),
        new("Conductance", "An electric conductance.", "fS pS nS uS mS S", "nS", kg: -1, m: -2, s: 3, A: 2),
        new("ConductanceDensity", "A conductance per area of membrane.", "pS/cm^2 nS/cm^2 uS/cm^2 mS/cm^2 S/cm^2", "mS/cm^2", kg: -1, m: -4, s: 3, A: 2),
        new("ConductancePerVoltage", "The slope of a conductance against voltage, as in the quadratic cell of Izhikevich (2007).", "pS/mV nS/mV uS/mV",
            "nS/mV", kg: -2, m: -4, s: 6, A: 3),
        new("Resistance", "An electric resistance.", "ohm kohm Mohm Gohm", "Mohm", kg: 1, m: 2, s: -3, A: -2),
        new("SpecificResistance", "A resistance of membrane times its area.", "ohm*cm^2 kohm*cm^2 Mohm*cm^2", "kohm*cm^2", kg: 1, m: 4, s: -3, A: -2),
        new("Resistivity", "A resistance along a cable, times its cross-section, per length.", "ohm*cm kohm*cm Mohm*cm", "ohm*cm", kg: 1, m: 3, s: -3, A: -2),
        new("Capacitance", "An electric capacitance.", "fF pF nF uF mF F", "pF", kg: -1, m: -2, s: 4, A: 2),
        new("CapacitanceDensity", "A capacitance per area of membrane.", "pF/cm^2 nF/cm^2 uF/cm^2 mF/cm^2 F/cm^2", "uF/cm^2", kg: -1, m: -4, s: 4, A: 2),
        new("Temperature", "An absolute temperature.", "K", "K", K: 1),
        new("AmountOfSubstance", "A number of molecules, in moles.", "fmol pmol nmol umol mmol mol", "fmol", mol: 1),
        new("Concentration", "An amount of substance per volume.", "pM nM uM mM M", "mM", mol: 1, m: -3),
        new("ConcentrationRate", "A change of concentration per time.", "nM/ms uM/ms mM/ms", "uM/ms", mol: 1, m: -3, s: -1),
        new("Affinity", "A constant of association: one over the concentration that binds half.", "1/M 1/mM 1/uM 1/nM", "1/mM", m: 3, mol: -1),
        new("BindingRate", "A rate constant of a reaction of two partners, for example of transmitter and receptor.", "1/(mM*s) 1/(mM*ms) 1/(uM*ms)",
            "1/(mM*ms)", m: 3, mol: -1, s: -1),
    ];

    /// <summary>The row with these exponents, or none.</summary>
    public static QuantityDeclaration? Find(int[] exponents) => Rows.FirstOrDefault(row => row.Exponents.SequenceEqual(exponents));
}
