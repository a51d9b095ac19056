using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="NmdaBlockExperiment"/>.</summary>
internal sealed record NmdaBlockParameters
{
    [Option("concentration of magnesium outside", AtLeast = "0 mM", Unit = "mM")] public Concentration Magnesium { get; init; } = 1 * mM;

    [Option("other concentrations, for comparison", AtLeast = "0 mM", Unit = "mM")]
    public IReadOnlyList<Concentration> OtherMagnesium { get; init; } = [0 * mM, 0.1 * mM, 10 * mM];

    [Option("concentration of magnesium that blocks half at 0 mV", MoreThan = "0 mM", Unit = "mM")]
    public Concentration HalfMagnesium { get; init; } = 3.57 * mM;

    [Option("gamma: how steeply depolarisation lifts the block", MoreThan = "0 1/mV", Unit = "1/mV")]
    public VoltageSensitivity Steepness { get; init; } = 0.062 / mV;

    [Option("reversal potential of the current", AtLeast = "-40 mV", AtMost = "40 mV", Unit = "mV")] public Voltage Reversal { get; init; } = 0 * mV;
    [Option("temperature at which gamma is read as z delta", Unit = "K")] public Temperature Temperature { get; init; } = Celsius(37);
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;

    /// <summary>The receptor at a concentration of magnesium.</summary>
    internal Nmda Receptor(Concentration magnesium) => new("nmda")
    {
        Magnesium = magnesium, HalfMagnesium = HalfMagnesium, Steepness = Steepness, Reversal = Reversal, Temperature = Temperature,
    };

    /// <summary>The part of the conductance that is left at a potential in mV.</summary>
    internal double Unblocked(Concentration magnesium, double voltage) => 1 / (1 + (magnesium / HalfMagnesium * Math.Exp(-(Steepness * mV) * voltage)));

    /// <summary>Where half the conductance is blocked, mV.</summary>
    internal double HalfBlock => MagnesiumBlock.HalfBlock(Magnesium, HalfMagnesium, Steepness) / mV;

    /// <summary>
    /// Where the inward current is largest, mV: gamma (E - V) (1 - B) = 1 there. With x = gamma (E - V) - 1 this is x e^x = e^(gamma E - 1)/eta, whose
    /// solution is Lambert's W.
    /// </summary>
    internal double CurrentMinimum
    {
        get
        {
            double gamma = Steepness * mV;
            double right = Math.Exp((gamma * (Reversal / mV)) - 1) * (HalfMagnesium / Magnesium);
            double x = Math.Log(1 + right);
            for (int i = 0; i < 50; i++)
            {
                x -= ((x * Math.Exp(x)) - right) / ((x + 1) * Math.Exp(x));
            }

            return (Reversal / mV) - ((1 + x) / gamma);
        }
    }
}
