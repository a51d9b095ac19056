using MathNet.Numerics.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What becomes of the rates of noisy cells whose thresholds differ.</summary>
/// <param name="Sd">The standard deviation of the thresholds, mV.</param>
/// <param name="Rates">The rates of the simulated cells, Hz.</param>
/// <param name="TheoryMean">Their mean in theory, Hz.</param>
/// <param name="TheoryDeviation">Their standard deviation in theory, Hz.</param>
internal sealed record ThresholdMismatch(double Sd, double[] Rates, double TheoryMean, double TheoryDeviation)
{
    /// <summary>Simulates cells whose thresholds are drawn, and holds their mean rate to the mean of Siegert's rate over the thresholds.</summary>
    public static IReadOnlyList<ThresholdMismatch> Of(QuantisedWeightsParameters p, Session session, Findings findings)
    {
        (double Mean, double Deviation) Averaged(Func<double, double> of, double sd)
        {
            double Moment(Func<double, double> g) => MathNet.Numerics.Integration.GaussLegendreRule.Integrate(
                x => g(x) * Normal.PDF(0, 1, x), -8, 0, 64) + MathNet.Numerics.Integration.GaussLegendreRule.Integrate(x => g(x) * Normal.PDF(0, 1, x), 0,
                    8, 64);
            double mean = Moment(x => of(sd * x));
            return (mean, Math.Sqrt(Moment(x => Math.Pow(of(sd * x) - mean, 2))));
        }

        var isDefault = Reference.Defaults<QuantisedWeightsParameters>(each => each.Neuron(15 * mV));
        foreach (var (sd, mean, deviation) in new[] { (0.5, 26.9375, 5.3624), (1.0, 26.6330, 10.5629) })
        {
            var (foundMean, foundDeviation) = Averaged(
                shift => (p.Neuron(15 * mV) with { Threshold = p.Threshold + (shift * mV) }).Rate() / Hz, sd);
            const string Program = "Siegert's formula averaged over normal thresholds by an independent program";
            findings.Check(new Reference<QuantisedWeightsParameters>($"mean rate in theory, threshold SD {sd} mV (Hz)", mean, Program,
                isDefault).Within(1e-4), p, foundMean);
            findings.Check(new Reference<QuantisedWeightsParameters>(
                $"spread of rates in theory, threshold SD {sd} mV (Hz)", deviation, Program, isDefault).Within(1e-4), p, foundDeviation);
        }

        var network = session.NewNetwork();
        var cells = p.Mismatches.Select(sd => network.Add(new Population($"SD {sd / mV:G3} mV", p.Cells, new EquationCell(
            "dV/dt = (mean - V)/tau + sigma/sqrt(tau)*xi : mV")
        {
            Parameters =
            {
                ["mean"] = p.Mean, ["tau"] = p.MembraneTimeConstant, ["sigma"] = p.Noise, ["threshold"] = Distributions.Normal(p.Threshold, sd),
                    ["reset"] = p.Reset,
            },
            Threshold = "V >= threshold", Reset = "V = reset", RefractoryPeriod = p.RefractoryPeriod, Initial = { ["V"] = "reset" },
        }))).ToList();
        var run = session.Simulate(network, p.TimeStep);
        var progress = session.Progress.Towards(NoisyCellParameters.Settling + p.Duration);
        run.Advance(NoisyCellParameters.Settling, progress);
        var records = cells.ConvertAll(population => run.Record(population.Spikes));
        run.Advance(p.Duration, progress);
        var found = new List<ThresholdMismatch>();
        foreach (var (sd, record) in p.Mismatches.Zip(records))
        {
            double[] rates = record.Trains().RatesHz();
            var (mean, deviation) = Averaged(
                shift => (p.Neuron(p.Mean) with { Threshold = p.Threshold + (shift * mV) }).OnGrid(p.TimeStep).Rate() / Hz, sd / mV);
            double error = StandardError.Of(rates);
            findings.Check($"mean rate, threshold SD {sd / mV:G6} mV (Hz)", mean, rates.Average(), 3 * error,
                "Siegert's formula with the threshold of the grid, averaged over the thresholds; tolerance: 3 standard errors over cells");
            found.Add(new ThresholdMismatch(sd / mV, rates, mean, deviation));
        }

        return found;
    }
}
