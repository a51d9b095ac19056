namespace Neuropil.Experiments;

/// <summary>
/// Two passive compartments and a conductance between them, in closed form: C dx/dt = -G x + I with C = diag(C_s, C_d) and
/// G = [[g_s + g_c, -g_c], [-g_c, g_d + g_c]], x the deviations from rest (Koch, Biophysics of Computation, chapter 3). In mV, ms, nS, pF, pA;
/// index 0 is the soma, 1 the dendrite.
/// </summary>
/// <remarks>Made from the circuit alone: it shares nothing with the equations that are simulated.</remarks>
internal sealed class PassivePair
{
    private readonly double[] capacitance;
    private readonly double[] leak;
    private readonly double coupling;
    private readonly double fast;
    private readonly double slow;
    private readonly double[,] rates;

    /// <summary>The circuit with these capacitances (pF), leaks (nS) and coupling (nS).</summary>
    public PassivePair(double somaCapacitance, double dendriteCapacitance, double somaLeak, double dendriteLeak, double coupling)
    {
        (capacitance, leak, this.coupling) = ([somaCapacitance, dendriteCapacitance], [somaLeak, dendriteLeak], coupling);
        rates = new[,]
        {
            { (somaLeak + coupling) / somaCapacitance, -coupling / somaCapacitance },
            { -coupling / dendriteCapacitance, (dendriteLeak + coupling) / dendriteCapacitance },
        };
        double mean = (rates[0, 0] + rates[1, 1]) / 2;
        double root = Math.Sqrt(Math.Pow((rates[0, 0] - rates[1, 1]) / 2, 2) + (rates[0, 1] * rates[1, 0]));
        (fast, slow) = (mean + root, ((rates[0, 0] * rates[1, 1]) - (rates[0, 1] * rates[1, 0])) / (mean + root));
    }

    /// <summary>The circuit of a cell.</summary>
    public static PassivePair Of(PassiveTwoCompartment cell, ConductanceDensity coupling)
    {
        double area = cell.Area.UniformSi;
        double soma = cell.SomaFraction.UniformSi * area;
        double density = cell.Capacitance.UniformSi * 1e12;
        double Leaks(IReadOnlyList<Mechanism> mechanisms) => mechanisms.OfType<Leak>().Sum(leak => leak.Conductance.UniformSi) * 1e9;
        return new PassivePair(
            density * soma, density * (area - soma), Leaks(cell.Soma) * soma, Leaks(cell.Dendrite) * (area - soma), coupling.SiValue * 1e9 * area);
    }

    /// <summary>The slower of the two time constants, ms.</summary>
    public double SlowTimeConstant => 1 / slow;

    /// <summary>The faster one, ms.</summary>
    public double FastTimeConstant => 1 / fast;

    /// <summary>Steady potential in <paramref name="at"/> per steady current into <paramref name="into"/>, GOhm: the inverse of G.</summary>
    public double Resistance(int at, int into) => Stationary(into == 0 ? 1 : 0, into == 1 ? 1 : 0, 0, 0)[at];

    /// <summary>The steady potentials under constant currents and constant conductances to rest.</summary>
    public double[] Stationary(double somaCurrent, double dendriteCurrent, double somaConductance, double dendriteConductance)
    {
        double s = leak[0] + coupling + somaConductance;
        double d = leak[1] + coupling + dendriteConductance;
        double determinant = (s * d) - (coupling * coupling);
        return [((d * somaCurrent) + (coupling * dendriteCurrent)) / determinant, ((s * dendriteCurrent) + (coupling * somaCurrent)) / determinant];
    }

    /// <summary>
    /// The potential in <paramref name="at"/> a time after a current step of 1 pA into <paramref name="into"/>: the sum over both modes of
    /// (1 - e^(-lambda t)) / lambda.
    /// </summary>
    public double Step(int at, int into, double time) => Modes(at, into, rate => -AccurateMath.Expm1(-rate * time) / rate);

    /// <summary>
    /// The potential in <paramref name="at"/> a time after a current of e^(-t/decay) pA has begun in <paramref name="into"/>: over both modes
    /// (e^(-t/decay) - e^(-lambda t)) / (lambda - 1/decay).
    /// </summary>
    public double Decaying(int at, int into, double decay, double time)
        => Modes(at, into, rate => Math.Exp(-time / decay) * time * AccurateMath.Exprel(-(rate - (1 / decay)) * time));

    // exp(-M t) = e^(-fast t) (M - slow) / (fast - slow) + e^(-slow t) (fast - M) / (fast - slow), which any function of M follows.
    private double Modes(int at, int into, Func<double, double> of)
    {
        double unit = at == into ? 1 : 0;
        double inFast = (rates[at, into] - (slow * unit)) / (fast - slow);
        double inSlow = ((fast * unit) - rates[at, into]) / (fast - slow);
        return ((inFast * of(fast)) + (inSlow * of(slow))) / capacitance[into];
    }
}
