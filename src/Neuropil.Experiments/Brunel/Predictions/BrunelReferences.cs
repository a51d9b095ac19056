namespace Neuropil.Experiments;

/// <summary>The four regimes of the sparse network (Brunel 2000, figure 8) and what is known of them.</summary>
internal static class BrunelReferences
{
    private const string Program = "an independent C++ program, 8 seeds (tests/references/networks/brunel.cpp)";

    private const int Seeds = 8;

    // 7 degrees of freedom, 1e-4 on both sides together: the deviation of eight seeds is itself uncertain.
    private const double StudentQuantile = 7.885;

    public static readonly IReadOnlyList<Preset<BrunelParameters>> Presets =
    [
        new("sr", "synchronous regular (figure 8A): g 3, eta 2", defaults => defaults with { InhibitoryRatio = 3 }),
        new("si-fast", "synchronous irregular with a fast rhythm (figure 8B): g 6, eta 4",
            defaults => defaults with { InhibitoryRatio = 6, ExternalRatio = 4 }),
        new("si-slow", "synchronous irregular with a slow rhythm (figure 8D): g 4.5, eta 0.9",
            defaults => defaults with { InhibitoryRatio = 4.5, ExternalRatio = 0.9 }),
        new("diffusion", "asynchronous irregular (figure 8C) with a diffusion in place of the Poisson input",
            defaults => defaults with { Drive = BrunelDrive.Diffusion }),
    ];

    /// <summary>The mean-field rates, by an independent quadrature.</summary>
    public static readonly IReadOnlyList<Reference<BrunelParameters>> OfTheory =
    [
        Theory("mean-field rate, asynchronous irregular (Hz)", 37.95, g: 5, eta: 2, within: 0.005),
        Theory("mean-field rate, fast rhythm (Hz)", 55.8, g: 6, eta: 4, within: 0.05),
    ];

    /// <summary>What an independent program measures.</summary>
    public static IEnumerable<(Reference<BrunelParameters> Reference, Func<BrunelExperiment.Activity, double> Of)> All =>
    [
        .. Regime("asynchronous irregular", g: 5, eta: 2, rate: (37.861, 0.288), cv: (0.4010, 0.0026)),
        .. Regime("fast rhythm", g: 6, eta: 4, rate: (60.422, 0.420), cv: (0.9035, 0.0260), rhythm: 174),
        .. Regime("slow rhythm", g: 4.5, eta: 0.9, rate: (5.827, 0.333), cv: (0.5245, 0.0109), rhythm: 22),
        .. Regime("synchronous regular", g: 3, eta: 2, rate: (312.507, 0.022), cv: (0.0008, 0.0002)),
    ];

    private static Reference<BrunelParameters> Theory(string name, double rate, double g, double eta, double within)
        => new Reference<BrunelParameters>(name, rate, "Siegert's formula, solved for the rate that keeps itself", At(g, eta, isPoisson: false)).Within(within);

    private static IEnumerable<(Reference<BrunelParameters> Reference, Func<BrunelExperiment.Activity, double> Of)> Regime(
        string name, double g, double eta, (double Mean, double Deviation) rate, (double Mean, double Deviation) cv, double? rhythm = null)
    {
        // The spectrum has a value every 4 Hz; a peak that is wider than that may stand at a neighbour on both sides.
        const double WithinRhythm = 8;
        Reference<BrunelParameters> Of(string what, (double Mean, double Deviation) number)
            => new Reference<BrunelParameters>($"{name}: {what}", number.Mean, Program, At(g, eta, isPoisson: true))
                .OfDraws(number.Deviation, Seeds, StudentQuantile);
        yield return (Of("rate (Hz)", rate), activity => activity.RateHz);
        yield return (Of("CV of intervals", cv), activity => activity.Cv);
        if (rhythm is { } peak)
        {
            var reference = new Reference<BrunelParameters>($"{name}: frequency of the rhythm (Hz)", peak, Program, At(g, eta, isPoisson: true));
            yield return (reference.Within(WithinRhythm), activity => activity.PeakHz);
        }
    }

    // The time step and the length of the measurement are the program's too.
    private static Func<BrunelParameters, bool> At(double g, double eta, bool isPoisson)
    {
        var about = new BrunelParameters { InhibitoryRatio = g, ExternalRatio = eta };
        return given => about == (isPoisson ? given : given with { Drive = default, Duration = about.Duration, TimeStep = about.TimeStep });
    }
}
