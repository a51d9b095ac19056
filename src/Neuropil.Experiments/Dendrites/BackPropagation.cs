using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A somatic spike and what of it reaches the dendrite, over couplings, for a passive dendrite and for one with calcium current.</summary>
internal sealed class BackPropagation
{
    private static readonly Time duration = 20 * ms;
    private readonly DendriticIntegrationParameters parameters;
    private readonly Precision precision;
    private readonly int onset;

    private BackPropagation(DendriticIntegrationParameters parameters, IReadOnlyList<ConductanceDensity> couplings, DendriteRun run, Precision precision)
    {
        (this.parameters, Couplings, Run, this.precision) = (parameters, couplings, run, precision);
        onset = DendriteRun.IndexOf(parameters.Onset, parameters.TimeStep);
    }

    /// <summary>The couplings, ascending.</summary>
    public IReadOnlyList<ConductanceDensity> Couplings { get; }

    /// <summary>What was simulated: the cells with passive dendrites, then those with active ones.</summary>
    public DendriteRun Run { get; }

    /// <summary>Runs all couplings in one simulation.</summary>
    public static BackPropagation Of(DendriticIntegrationParameters parameters, Session session)
    {
        ConductanceDensity[] couplings = [.. parameters.ActiveCouplings.Distinct().Order()];
        int size = 2 * couplings.Length;
        ConductanceDensity[] calcium = [.. Enumerable.Range(0, size).Select(cell => cell < couplings.Length ? 0 * PinskyRinzelVariants.Calcium : PinskyRinzelVariants.Calcium)];
        var cell = PinskyRinzelVariants.Cell([.. Enumerable.Repeat(PinskyRinzelVariants.Sodium, size)], calcium, couplings.Concat(couplings).ToArray()) with
        {
            Inputs = [parameters.Holding, new StepCurrent { Amplitude = parameters.SomaticPulse, Start = parameters.Onset, Stop = parameters.Onset + parameters.SomaticPulseDuration }],
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("back-propagation", size, cell));
        var run = DendriteRun.Of(network, cells, parameters.TimeStep, parameters.Onset + parameters.SomaticPulseDuration + duration, session);
        return new BackPropagation(parameters, couplings, run, session.Precision);
    }

    /// <summary>The cell of a coupling.</summary>
    public int Cell(int coupling, bool active) => coupling + (active ? Couplings.Count : 0);

    /// <summary>Whether the soma spiked.</summary>
    public bool Spiked(int coupling, bool active) => Run.Spikes.StepsOf(Cell(coupling, active)).Length > 0;

    /// <summary>The dendrite's peak over the soma's, each from its potential at the onset.</summary>
    public double Ratio(int coupling, bool active) => Height(Run.Dendrite[Cell(coupling, active)]) / Height(Run.Soma[Cell(coupling, active)]);

    /// <summary>The same for a passive dendrite in closed form from the soma's course.</summary>
    public double PredictedRatio(int coupling) => Height(Filtered(coupling)) / Height(Run.Soma[Cell(coupling, active: false)]);

    /// <summary>What of a steady somatic potential a passive dendrite takes on: g_c / (g_c + g_L (1 - p)).</summary>
    public double SteadyTransfer(int coupling)
    {
        var (_, leak, axial) = Dendrite(coupling);
        return axial / (leak + axial);
    }

    /// <summary>Time constant of a passive dendrite that follows the soma, ms.</summary>
    public double TimeConstant(int coupling)
    {
        var (capacitance, leak, axial) = Dendrite(coupling);
        return 1000 * capacitance / (leak + axial);
    }

    /// <summary>Adds the figure, the table and the checks.</summary>
    public void Show(Findings findings)
    {
        findings.Figure(Figure());
        findings.File(File());
        findings.Check(Checks());
    }

    /// <summary>The simulated dendrite against the low-pass of the soma, and the bounds of the ratio.</summary>
    private IEnumerable<Check> Checks()
    {
        var passive = Enumerable.Range(0, Couplings.Count).ToList();
        double deviation = passive.Max(i => Run.Dendrite[i].Zip(Filtered(i), (v, filtered) => Math.Abs(v - filtered)).Max());
        double between = passive.Max(i => LowPass.LargestSecondDifference(Run.Soma[i]) / 8);
        double rounding = passive.Max(i => DendriteRun.Rounding(precision, TimeConstant(i) / (parameters.TimeStep / ms)));
        yield return new Check(
            "passive dendrite against the low-pass of the somatic course, all couplings: largest deviation (mV)", 0, deviation, between + rounding,
            "exact filter of the recorded course, joined by straight lines; tolerance: an eighth of its largest second difference, and rounding");
        yield return Check.Between(
            "passive back-propagation over the transfer of steady potentials, largest", 0, 1, passive.Max(i => Ratio(i, active: false) / SteadyTransfer(i)),
            "a low-pass makes no peak higher than its gain at frequency zero");
        if (passive.Count < 2)
        {
            yield break;
        }

        yield return Check.Between(
            "smallest growth of passive back-propagation from coupling to coupling", double.Epsilon, 1, passive.Skip(1).Min(i => Ratio(i, active: false) - Ratio(i - 1, active: false)),
            "gain and cut-off of the low-pass rise with the coupling");
    }

    /// <summary>The table of the sweep.</summary>
    private ExperimentFile File() => DataTable.Of(
        "back-propagation.csv", "dendritic peak over somatic peak",
        ["coupling (mS/cm^2)", "passive", "passive, low-pass of the soma", "active", "steady transfer", "time constant (ms)", "soma spiked, passive dendrite", "soma spiked, active dendrite"],
        Couplings.Select((coupling, i) => (double[])[coupling / (mS / cm2), Ratio(i, false), PredictedRatio(i), Ratio(i, true), SteadyTransfer(i), TimeConstant(i), Spiked(i, false) ? 1 : 0, Spiked(i, true) ? 1 : 0]));

    private double Height(double[] trace) => trace.Skip(onset).Max() - trace[onset];

    // C (1 - p) dV_d/dt = g_L (1 - p) (E_L - V_d) + g_c (V_s - V_d): tau dV_d/dt = u - V_d with u between E_L and V_s.
    private double[] Filtered(int coupling)
    {
        double reversal = new PinskyRinzel().Dendrite.OfType<Leak>().Single().Reversal.UniformSi * 1000;
        double gain = SteadyTransfer(coupling);
        int cell = Cell(coupling, active: false);
        return LowPass.Filter([.. Run.Soma[cell].Select(v => reversal + (gain * (v - reversal)))], Run.Dendrite[cell][0], parameters.TimeStep / ms, TimeConstant(coupling));
    }

    // Per area of the whole cell, in SI units.
    private (double Capacitance, double Leak, double Axial) Dendrite(int coupling)
    {
        var cell = new PinskyRinzel();
        double share = 1 - cell.SomaFraction.UniformSi;
        return (cell.Capacitance.UniformSi * share, cell.Dendrite.OfType<Leak>().Single().Conductance.UniformSi * share, Couplings[coupling].SiValue);
    }

    /// <summary>Back-propagation over couplings.</summary>
    private ExperimentFigure Figure()
    {
        double[] times = [.. Run.Times.Select(time => time - (parameters.Onset / ms))];
        int first = times.TakeWhile(time => time < -2).Count();
        double published = new PinskyRinzel().Coupling.UniformSi;
        int shown = Enumerable.Range(0, Couplings.Count).MinBy(i => Math.Abs(Math.Log(Couplings[i].SiValue / published)));
        double[] couplings = [.. Couplings.Select(coupling => coupling / (mS / cm2))];
        int[] all = [.. Enumerable.Range(0, couplings.Length)];
        return new ExperimentFigure(
            "back-propagation", "Back-propagation of a somatic spike",
            $"Above: soma and dendrite at a coupling of {couplings[shown]:G4} mS/cm². Below: the dendrite's peak over the soma's; line: the soma's course through the passive dendrite's low-pass; dotted: transfer of steady potentials. Filled points only where the soma spiked.", new Figure
            {
                SharedX = false,
                Panels =
                [
                    new Panel
                    {
                        X = new Axis("Time after the onset", "ms"),
                        Y = new Axis("V", "mV"),
                        Layers =
                        [
                            Course("soma", Run.Soma, active: false, Colour.Black, LineStyle.Solid), Course("dendrite, passive", Run.Dendrite, active: false, Palette.At(0), LineStyle.Solid),
                            Course("dendrite, active", Run.Dendrite, active: true, Palette.At(1), LineStyle.Solid),
                        ],
                    },
                    new Panel
                    {
                        X = new Axis("Coupling", "mS/cm²") { Scale = AxisScale.Logarithmic },
                        Y = new Axis("Peak of dendrite over soma") { Minimum = 0 },
                        Layers =
                        [
                            new Series("low-pass of the soma", couplings, [.. all.Select(PredictedRatio)]) { Colour = Palette.At(0) },
                            Points("passive", active: false, Palette.At(0)),
                            Points("active", active: true, Palette.At(1)),
                            new Series("steady", couplings, [.. all.Select(SteadyTransfer)]) { Colour = Colour.Grey, Line = LineStyle.Dotted },
                        ],
                    },
                ],
            });

        Series Course(string name, double[][] traces, bool active, Colour colour, LineStyle style) => new(name, times[first..], traces[Cell(shown, active)][first..]) { Colour = colour, Line = style };

        Series Points(string name, bool active, Colour colour) => new(name, couplings, [.. all.Select(i => Spiked(i, active) ? Ratio(i, active) : double.NaN)])
        {
            Line = active ? LineStyle.Dashed : LineStyle.None, Marker = Marker.Circle, Colour = colour,
        };
    }
}
