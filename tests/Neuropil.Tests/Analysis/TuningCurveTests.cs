namespace Neuropil.Tests.Analysis;

public class TuningCurveTests
{
    private static readonly double[] Stimuli = [.. Enumerable.Range(-400, 801).Select(i => i * 0.01)];

    [Fact]
    public void A_Gaussian_is_as_wide_as_its_formula()
    {
        var curve = new TuningCurve(Stimuli, [.. Stimuli.Select(s => 3 + (20 * Math.Exp(-Math.Pow(s - 0.313, 2) / (2 * 0.64))))]);
        Assert.Equal(0.8 * Math.Sqrt(2 * Math.Log(2)), curve.HalfWidth(baseline: 3).Value, 1e-5);
        Assert.Equal(0.313, curve.Preferred, 1e-6);
        Assert.Equal(23, curve.Peak.Value, 1e-6);
        Assert.Equal(0, curve.HalfWidth(3).StandardError);
    }

    [Fact]
    public void Divisive_normalisation_widens_it_as_in_closed_form()
    {
        // R = c f/(g + c f + c k): half of the peak where f (g + c + c k)... solved: f = (g + c k)/(2 (g + c + c k) - c).
        const double C = 1, K = 5;
        double f = (1 + (C * K)) / ((2 * (1 + C + (C * K))) - C);
        var curve = new TuningCurve(Stimuli, [.. Stimuli.Select(s => Math.Exp(-s * s / 2)).Select(g => C * g / (1 + (C * g) + (C * K)))]);
        Assert.Equal(Math.Sqrt(-2 * Math.Log(f)), curve.HalfWidth().Value, 2e-5);
        Assert.Equal(1.2435, curve.HalfWidth().Value, 1e-4);
    }

    [Fact]
    public void Its_errors_are_those_of_repeats()
    {
        double[] few = [.. Enumerable.Range(-6, 13).Select(i => i * 0.5)];
        double[] truth = [.. few.Select(s => 20 * Math.Exp(-s * s / 2))], errors = [.. few.Select(_ => 0.5)];
        double width = new TuningCurve(few, truth).HalfWidth().Value, peak = new TuningCurve(few, truth).Peak.Value;
        var all = Enumerable.Range(0, 300).Select(repeat =>
        {
            double[] noise = RandomSignals.White(few.Length, (ulong)repeat + 1);
            return new TuningCurve(few, [.. truth.Select((value, i) => value + (0.5 * noise[i]))], errors);
        }).ToList();
        RandomSignals.AreCalibrated(width, all.Select(each => each.HalfWidth()));
        RandomSignals.AreCalibrated(peak, all.Select(each => each.Peak));
    }

    [Fact]
    public void Selectivity_of_a_circular_stimulus_is_its_first_Fourier_coefficient()
    {
        double[] angles = [.. Enumerable.Range(0, 16).Select(i => i * 11.25)];
        var curve = new TuningCurve(angles, [.. angles.Select(a => 5 * (1 + (0.6 * Math.Cos(2 * Math.PI * (a - 40) / 180))))], [.. angles.Select(_ => 0.1)]);
        Assert.Equal(0.3, curve.CircularSelectivity(180).Value, 1e-12);

        // Each response moves it by (cos - selectivity)/sum, and Σ cos² is 8.
        Assert.Equal(0.1 * Math.Sqrt(8 + (16 * 0.09)) / 80, curve.CircularSelectivity(180).StandardError, 1e-6);
        Assert.Equal(0, new TuningCurve(angles, [.. angles.Select(_ => 5.0)]).CircularSelectivity(180).Value, 1e-12);
        Assert.StartsWith("16 stimuli that cover a period of 360 evenly", Assert.Throws<ArgumentException>(() => curve.CircularSelectivity(360)).Message);
    }

    [Fact]
    public void A_curve_that_does_not_fall_has_no_width()
    {
        Assert.StartsWith("the response does not fall to half of its height above 0 on both sides, between stimuli of 0 and 3",
            new TuningCurve([0, 1, 2, 3], [1, 2, 5, 6]).HalfWidth().Reason);
        Assert.StartsWith("The stimuli must ascend: 1 follows 1", Assert.Throws<ArgumentException>(() => new TuningCurve([0, 1, 1], [1, 2, 3])).Message);
        Assert.Throws<ArgumentException>(() => new TuningCurve([0, 1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => new TuningCurve([0, 1, 2], [1, double.NaN, 2]));
    }
}
