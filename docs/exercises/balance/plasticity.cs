// Exercise "What keeps the balance": plasticity.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// A unit whose rate is excitation minus inhibition, r = 3 x_E - w x_I. Its inhibition learns: dw/dt = eta x_I (r - rho), eta = 0.1 per second, rho = 1.
// Weights of a coupling have a sign: what is written here is -w.
static EquationPlasticity Rule() => new("balance", """
    x = source.r : 1
    r = target.r : 1
    every 10 ms: w = w - 10 ms*eta*x*(r - rho)
    """)
{
    Parameters = { ["eta"] = 0.1 * Hz, ["rho"] = 1 },
};

var network = new Network();
var excitatory = network.Add(new Population("excitatory", 1, new RateUnit { External = 1, InitialActivity = 1 }));
var inhibitory = network.Add(new Population("inhibitory", 1, new RateUnit { External = 1, InitialActivity = 1 }));
var unit = network.Add(new Population("unit", 1, new RateUnit { TimeConstant = 1 * ms, InitialActivity = 3 }));
network.Connect(excitatory, unit, new AllToAll(), new DriveCoupling("excitation"), weight: 3);
var learned = network.Connect(inhibitory, unit, new AllToAll(), new DriveCoupling("inhibition"), weight: 0, plasticity: Rule());
using var run = new Simulation(network, new RunOptions { TimeStep = 5 * ms, Precision = Precision.Double });
double[] time = [.. Enumerable.Range(1, 500).Select(i => 0.1 * i)], rate = new double[500], inhibition = new double[500];
for (int i = 0; i < time.Length; i++)
{
    run.Advance(100 * ms);
    rate[i] = run.Values(unit, "r").Numbers()[0];
    inhibition[i] = -run.SynapsesOf(learned).Numbers("w")[0];
}

Console.WriteLine($"after 50 s: rate {rate[^1]:F2}, inhibitory weight {inhibition[^1]:F2}");
var layers = new[] { new Series("rate", time, rate), new Series("inhibitory weight", time, inhibition) };
new Figure { Panels = [new Panel { X = new Axis("Time", "s"), Y = new Axis("Rate, weight"), Layers = layers }] }.Save("plasticity.svg");

// 1. Where is the rate after 10 s, and in the end?
// 2. Half of the inhibition is lost: run.Set(learned, "w", -1). What happens, and for how long?
// 3. Let excitation scale in place of inhibition: ActivityScaling with Target 1 on the other projection, and no rule on this one.
// 4. Let both inputs double, run.Set(excitatory, "external", 2) and the same for the inhibitory unit, from the learned weights on.
