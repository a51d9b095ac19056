// Exercise "The threshold that slides": bcm.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

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

double[] time = [.. Enumerable.Range(1, 1000).Select(i => 0.1 * i)];
var (nu, theta) = Course(activity: 0.3, threshold: 0.1, thresholdTime: 5 * second, time.Length);
Console.WriteLine($"after 100 s: activity {nu[^1]:F2}, threshold {theta[^1]:F2}");
var layers = new[] { new Series("activity", time, nu), new Series("threshold", time, theta) };
new Figure { Panels = [new Panel { X = new Axis("Time", "s"), Y = new Axis("Activity, threshold"), Layers = layers }] }.Save("bcm.svg");

// 1. Hold the activity: a cell with TimeConstant = 1e12 * second stays at its InitialActivity. What do 0.5 and 1.5 do to a weight where theta is 1?
// 2. Hold it at 2 from a threshold of 1 on. When does the same activity turn from strengthening to weakening?
// 3. From where else can you start, and where does the cell come to rest?
// 4. Let the threshold be slower: 8 s, 12 s.
