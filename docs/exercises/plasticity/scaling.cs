// Exercise "Louder, but the same tune": scaling.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// A cell whose four inputs of activity 1 have weights in the ratio 1 : 2 : 3 : 4; its activity is phi(sum of weights). Slow scaling has the target 1.
static (double[] Activity, double[] Weights) Course(double start, Time sensor, int samples)
{
    var network = new Network();
    var inputs = network.Add(new Population("inputs", 4, new RateUnit { External = 1, InitialActivity = 1 }));
    var cell = network.Add(new Population("cell", 1, new RateUnit { TimeConstant = 1 * ms, InitialActivity = start }));
    var rule = new ActivityScaling("scaling") { Target = 1, TimeConstant = 10 * second, SensorTime = sensor, InitialRate = start, Interval = 10 * ms };
    double[] weights = [0.1 * start, 0.2 * start, 0.3 * start, 0.4 * start];
    var pairs = new ExplicitPairs([(0, 0), (1, 0), (2, 0), (3, 0)]);
    var synapses = network.Connect(inputs, cell, pairs, new DriveCoupling("drive"), Array.ConvertAll(weights, w => (Number)w), plasticity: rule);
    using var run = new Simulation(network, new RunOptions { TimeStep = 5 * ms, Precision = Precision.Double });
    var activity = new double[samples];
    for (int i = 0; i < samples; i++)
    {
        run.Advance(100 * ms);
        activity[i] = run.Values(cell, "r").Numbers()[0];
    }

    return (activity, run.SynapsesOf(synapses).Numbers("w"));
}

double[] time = [.. Enumerable.Range(1, 800).Select(i => 0.1 * i)];
var (activity, _) = Course(start: 0.2, sensor: 10 * ms, time.Length);
Console.WriteLine($"after 80 s: activity {activity[^1]:F2}");
new Figure { Panels = [new Panel { X = new Axis("Time", "s"), Y = new Axis("Activity"), Layers = [new Series("", time, activity)] }] }.Save("scaling.svg");

// 1. phi is 2 max(0, I - 0.5), the input 1: by which factor must weights grow for three times the activity? ScalingFactor.Of tells; so does paper.
// 2. A part of 0.4 of the input comes from elsewhere and is not scaled. And now?
// 3. What becomes of the ratio of the largest to the smallest weight? And if every weight got the same amount more instead?
// 4. From 0.2, when has slow scaling reached 0.9? What if the sensor takes its mean over 10 s?
