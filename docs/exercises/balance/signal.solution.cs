// Solution of the exercise "Who follows faster?".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// 1. From 0 to 15 mV on the way to the mean; and the flux through the threshold when the drift there doubles.
static double RateWithoutNoise(double mean) => 1000 / (10 * Math.Log(mean / (mean - 15)));

double before = RateWithoutNoise(16), after = RateWithoutNoise(17);
Console.WriteLine($"without noise: {before:F2} Hz before, {before * (17 - 15) / (16 - 15):F2} Hz just after the step, {after:F2} Hz in the end");

// The rate in bins of 1 ms, 200 ms before the step and 200 ms after it.
static double[] Step(Voltage mean, Voltage later, Voltage noise, int size)
{
    var network = new Network { Seed = 1 };
    var cell = new EquationCell("dV/dt = (mean - V)/(10*ms) + noise/sqrt(10*ms)*xi : mV")
    {
        Parameters = { ["mean"] = mean, ["noise"] = noise }, Threshold = "V >= 15*mV", Reset = "V = 0*mV",
    };
    Voltage[] phases = [.. Enumerable.Range(0, size).Select(i => noise > 0 * mV ? 0 * mV : mean * (1 - Math.Pow(mean / (mean - 15 * mV), -(i + 0.5) / size)))];
    var cells = network.Add(new Population("cells", size, cell) { Initial = { ["V"] = phases } });
    using var run = new Simulation(network);
    run.Advance(200 * ms);
    var record = run.Record(cells.Spikes);
    run.Advance(200 * ms);
    run.Set(cells, "mean", later);
    run.Advance(200 * ms);
    return [.. record.Trains().PopulationRate(bin: 1 * ms).Values];
}

// 2. Without noise.
double[] quiet = Step(16 * mV, 17 * mV, 0 * mV, 4000);
double[] late = quiet[300..];
Console.WriteLine($"simulated: {quiet[..200].Average():F2} Hz before, {quiet[200]:F2} Hz in the first millisecond, "
    + $"{late.Min():F0} to {late.Max():F0} Hz after 100 ms");

// 3. In noise.
static double RateInNoise(Voltage mean) => new DiffusionNeuron
{
    Mean = mean, Noise = 3 * mV, RefractoryPeriod = 0 * ms,
}.OnGrid(0.1 * ms).Rate() / (1 * Hz);

double[] noisy = Step(14 * mV, 14.5 * mV, 3 * mV, 100_000);
double low = noisy[..200].Average(), high = noisy[300..].Average();
Console.WriteLine($"in noise: {RateInNoise(14 * mV):F2} Hz and {RateInNoise(14.5 * mV):F2} Hz by theory, {low:F2} Hz and {high:F2} Hz simulated");
int rise = Array.FindIndex(noisy, 200, rate => rate >= low + (0.63 * (high - low))) - 200;
double[] end = noisy[300..];
Console.WriteLine($"63 % of the way within {rise + 1} ms, after 100 ms {end.Min():F0} to {end.Max():F0} Hz");

// 4. Spikes of independent cells in 10 ms scatter as Poisson numbers: the step is seen when it is as large as their deviation.
double cellsNeeded = (low + high) / 2 * 0.010 / Math.Pow((high - low) * 0.010, 2);
Console.WriteLine($"cells that see the step in 10 ms: {cellsNeeded:F0}");
