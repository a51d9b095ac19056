// Solution of the exercise "A line out of switches".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// 1. The activities at which large currents cancel: m0 + m_E = 2 m_I and a m0 + m_E = 1.8 m_I.
static (double E, double I) Balance(double outside, double toInhibitory)
{
    double i = (1 - toInhibitory) * outside / (2 - 1.8);
    return ((2 * i) - outside, i);
}

var (limitE, limitI) = Balance(0.2, 0.8);
Console.WriteLine($"balance at m0 0.2: activities {limitE:F3} and {limitI:F3}");

// The mean activities of a network after 100 ms.
static (double E, double I) Activities(double outside, double toInhibitory)
{
    const int Units = 500, Inputs = 50;
    double root = Math.Sqrt(Inputs);
    var network = new Network { Seed = 1 };
    var e = network.Add(new Population("E", Units, new BinaryUnit { TimeConstant = 10 * ms, Threshold = 1, External = outside * root }));
    var i = network.Add(new Population("I", Units, new BinaryUnit { TimeConstant = 9 * ms, Threshold = 0.7, External = toInhibitory * outside * root }));
    var wiring = new FixedOutDegree(Inputs);
    network.Connect(e, e, wiring, new DriveCoupling("excitation"), 1 / root);
    network.Connect(e, i, wiring, new DriveCoupling("excitation"), 1 / root);
    network.Connect(i, e, wiring, new DriveCoupling("inhibition"), -2 / root);
    network.Connect(i, i, wiring, new DriveCoupling("inhibition"), -1.8 / root);
    using var run = new Simulation(network);
    var means = new[] { run.Record(e.Mean("r") with { Interval = 1 * ms }), run.Record(i.Mean("r") with { Interval = 1 * ms }) };
    run.Advance(300 * ms);
    double Late(MeanRecord mean) => mean.Traces().Columns[0].Values.Skip(100).Average();
    return (Late(means[0]), Late(means[1]));
}

// 2. A line.
double[] outsides = [0.2, 0.3, 0.4];
var found = outsides.Select(outside => Activities(outside, 0.8)).ToArray();
foreach (var (outside, (e, i)) in outsides.Zip(found))
{
    Console.WriteLine($"m0 {outside}: activities {e:F3} and {i:F3}");
}

Console.WriteLine($"slopes: {(found[2].E - found[0].E) / 0.2:F2} and {(found[2].I - found[0].I) / 0.2:F2}");

// 3. Less and more drive of inhibition.
var (less, more) = (Activities(0.2, 0.7), Activities(0.2, 0.95));
Console.WriteLine($"0.7 m0: balance {Balance(0.2, 0.7).E:F3} and {Balance(0.2, 0.7).I:F3}, activities {less.E:F3} and {less.I:F3}");
Console.WriteLine($"0.95 m0: balance {Balance(0.2, 0.95).E:F3} and {Balance(0.2, 0.95).I:F3}, activities {more.E:F3} and {more.I:F3}");

// 4. The mean current of 100 cells in response to spikes of 5 kHz whose rate swings by half at 4 Hz, and inhibition that does the same.
static double Amplitude(double inhibition)
{
    var network = new Network { Seed = 2 };
    var cells = network.Add(new Population("cells", 100, new VoltageClamp()));
    foreach (var (name, weight) in new[] { ("excitation", 20 * pA), ("inhibition", -inhibition * (20 * pA)) })
    {
        network.Add(new PoissonInput<Current>
        {
            Name = $"{name} spikes", Target = cells, Receptor = new ExponentialCurrent(name), Rate = 5 * kHz, Weight = weight,
            Modulation = 1 + (0.5 * Functions.Sin(2 * Math.PI * 4 * Hz * Symbol.Time)),
        });
    }

    using var run = new Simulation(network);
    var means = new[] { "excitation", "inhibition" }.Select(name => run.Record(cells.Mean($"{name}.current") with { Interval = 1 * ms })).ToArray();
    run.Advance(2250 * ms);
    double[] sum = [.. means[0].Traces().Columns[0].In(pA).Zip(means[1].Traces().Columns[0].In(pA), (e, i) => e + i).Skip(250).Take(2000)];
    double Part(Func<double, double> wave) => 2 * sum.Select((current, k) => current * wave(2 * Math.PI * k / 250)).Average();
    return Math.Sqrt(Math.Pow(Part(Math.Sin), 2) + Math.Pow(Part(Math.Cos), 2));
}

Console.WriteLine($"signal in the current: {Amplitude(0):F0} pA without inhibition, {Amplitude(0.8):F0} pA with 0.8 of it, {Amplitude(1):F0} pA in balance");
