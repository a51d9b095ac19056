// Solution of the exercise "Louder, but the same tune".
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

// 1 and 2. The step that leads to the target at once, and what the cell then does.
var phi = new ThresholdLinear { Gain = 2, Threshold = 0.5 };
foreach (double unscaled in (double[])[0, 0.4])
{
    double factor = ScalingFactor.Of(phi, activity: 1, target: 3, unscaled);
    var network = new Network();
    var input = network.Add(new Population("input", 1, new RateUnit { External = 1, InitialActivity = 1 }));
    var cell = network.Add(new Population("cell", 1, new RateUnit { TimeConstant = 1 * ms, External = unscaled, TransferFunction = phi }));
    network.Connect(input, cell, new AllToAll(), new DriveCoupling("drive"), weight: factor * (1 - unscaled));
    using var run = new Simulation(network, new RunOptions { TimeStep = 1 * ms, Precision = Precision.Double });
    run.Advance(100 * ms);
    Console.WriteLine($"unscaled input {unscaled}: factor {factor:F4}, activity {run.Values(cell, "r").Numbers()[0]:F4}");
}

// 3. The sum of the weights goes from 0.2 to 1: by one factor, or by 0.2 for each of the four.
var (fast, weights) = Course(0.2, 10 * ms, 2000);
Console.WriteLine($"weights: {string.Join(", ", weights.Select(w => $"{w:F4}"))}");
Console.WriteLine($"largest over smallest: scaled {weights[3] / weights[0]:F4}, with the same amount more {(0.08 + 0.2) / (0.02 + 0.2):F4}");

// 4. A fast sensor: the logistic curve. A slow one: activity swings through the target.
Console.WriteLine($"fast sensor: activity after 10 s {fast[99]:F3}, above 0.9 from {0.1 * (1 + Array.FindIndex(fast, r => r > 0.9)):F1} s on");
double[] slow = Course(0.99, 10 * second, 1500).Activity;
int[] crossings = [.. Enumerable.Range(1, slow.Length - 1).Where(i => (slow[i] > 1) != (slow[i - 1] > 1))];
Console.WriteLine($"slow sensor: from one crossing of the target to the next {0.1 * (crossings[1] - crossings[0]):F1} s");
