// Solution of the exercise "The threshold that slides".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// A cell whose activity is held; its weight, and its threshold, every tenth of a second.
static (double[] Weight, double[] Threshold) Held(double activity, Time thresholdTime, int samples)
{
    var network = new Network();
    var input = network.Add(new Population("input", 1, new RateUnit { External = 1, InitialActivity = 1 }));
    var cell = network.Add(new Population("cell", 1, new RateUnit { TimeConstant = 1e12 * second, InitialActivity = activity }));
    var rule = new BcmPlasticity("bcm") { LearningRate = 0.1 * Hz, ThresholdTime = thresholdTime, InitialThreshold = 1, Interval = 10 * ms };
    var learned = network.Connect(input, cell, new AllToAll(), new DriveCoupling("drive"), weight: 1, plasticity: rule);
    using var run = new Simulation(network, new RunOptions { TimeStep = 5 * ms, Precision = Precision.Double });
    var (weight, theta) = (new double[samples + 1], new double[samples + 1]);
    for (int i = 0; i <= samples; i++)
    {
        var table = run.SynapsesOf(learned);
        (weight[i], theta[i]) = (table.Numbers("w")[0], table.Numbers("theta")[0]);
        run.Advance(100 * ms);
    }

    return (weight, theta);
}

// A cell that adds up four inputs of activity 0.5, each with the same weight. It learns by dw/dt = eta x nu (nu - theta), eta = 0.1 per second.
static (double[] Activity, double[] Threshold) Course(double activity, double threshold, Time thresholdTime, int samples)
{
    var network = new Network();
    var inputs = network.Add(new Population("inputs", 4, new RateUnit { External = 0.5, InitialActivity = 0.5 }));
    var cell = network.Add(new Population("cell", 1, new RateUnit { TimeConstant = 1 * ms, InitialActivity = activity }));
    var rule = new BcmPlasticity("bcm") { LearningRate = 0.1 * Hz, ThresholdTime = thresholdTime, InitialThreshold = threshold, Interval = 10 * ms };
    var learned = network.Connect(inputs, cell, new AllToAll(), new DriveCoupling("drive"), weight: activity / 2, plasticity: rule);
    using var run = new Simulation(network, new RunOptions { TimeStep = 5 * ms, Precision = Precision.Double });
    var (nu, theta) = (new double[samples], new double[samples]);
    for (int i = 0; i < samples; i++)
    {
        run.Advance(100 * ms);
        nu[i] = run.Values(cell, "r").Numbers()[0];
        theta[i] = run.SynapsesOf(learned).Numbers("theta")[0];
    }

    return (nu, theta);
}

// 1. A threshold that stands still.
foreach (double activity in (double[])[0.5, 1.5])
{
    double[] weight = Held(activity, 1e12 * second, 101).Weight;
    Console.WriteLine($"activity {activity}: weight change {(weight[101] - weight[1]) / 10:F4} per second");
}

// 2. The weight is largest when the threshold has reached the activity.
var (weights, thresholds) = Held(2, 10 * second, 200);
int turn = Array.IndexOf(weights, weights.Max());
Console.WriteLine($"activity 2 strengthens for {0.1 * turn:F1} s; after 20 s the threshold is {thresholds[200]:F3}");

// 3. From below and from above.
foreach (var (activity, threshold) in new[] { (0.3, 0.1), (1.5, 3) })
{
    var (nu, theta) = Course(activity, threshold, 5 * second, 3000);
    Console.WriteLine($"from {activity} and {threshold}: activity {nu[^1]:F4}, threshold {theta[^1]:F4}");
}

// 4. Heights of successive maxima over 1 tell how fast deviations grow.
foreach (double seconds in (double[])[8, 12])
{
    double[] nu = Course(1.001, 1, seconds * second, 2000).Activity;
    int[] peaks = [.. Enumerable.Range(1, nu.Length - 2).Where(i => nu[i] > nu[i - 1] && nu[i] >= nu[i + 1] && nu[i] > 1)];
    double growth = Math.Log((nu[peaks[^1]] - 1) / (nu[peaks[0]] - 1)) / (0.1 * (peaks[^1] - peaks[0]));
    Console.WriteLine($"threshold of {seconds} s: deviations grow by {growth:F4} per second");
}
