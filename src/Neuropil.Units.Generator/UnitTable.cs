namespace Neuropil.Generator;

/// <summary>The named units. Squares and cubes of lengths (um2, cm3) follow from the lengths.</summary>
internal static class UnitTable
{
    public static readonly UnitDeclaration[] Rows =
    [
        new("s", "second", "Time", "n u m"),
        new("minute", "minute", "Time", factor: 60),
        new("hour", "hour", "Time", factor: 3600),
        new("Hz", "hertz", "Frequency", "k"),
        new("m", "metre", "Length", "n u m c"),
        new("L", "litre", "Volume", "f p n u m", decade: -3),
        new("V", "volt", "Voltage", "n u m"),
        new("A", "ampere", "Current", "f p n u m"),
        new("C", "coulomb", "Charge", "f p n u m"),
        new("S", "siemens", "Conductance", "f p n u m"),
        new("ohm", "ohm", "Resistance", "k M G", spelling: "Ohm"),
        new("F", "farad", "Capacitance", "f p n u m"),
        new("K", "kelvin", "Temperature"),
        new("mol", "mole", "AmountOfSubstance", "f p n u m"),
        new("M", "molar", "Concentration", "p n u m", decade: 3),
    ];

    /// <summary>Symbol, name and power of ten of each prefix.</summary>
    public static readonly (string Symbol, string Name, int Decade)[] Prefixes =
    [
        ("f", "femto", -15), ("p", "pico", -12), ("n", "nano", -9), ("u", "micro", -6), ("m", "milli", -3), ("c", "centi", -2),
        ("k", "kilo", 3), ("M", "mega", 6), ("G", "giga", 9),
    ];
}
