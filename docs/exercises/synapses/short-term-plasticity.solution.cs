// Solution of the exercise "A synapse that tires, a synapse that warms up".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// What a synapse lets out at each spike of a train, read from the current that decays and jumps.
static double[] Released(TsodyksMarkram release, int spikes, Time interval)
{
    var (dt, decay) = (1 * ms, 5 * ms);
    var network = new Network();
    var source = network.Add(new Population("source", 1, new SpikeTimes([.. Enumerable.Range(1, spikes).Select(k => (0, k * interval))])));
    var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire()));
    network.Connect(source, target, new AllToAll(), new ExponentialCurrent("synapse") { Decay = decay }, weight: 1 * pA, release: release);
    using var run = new Simulation(network, new RunOptions { TimeStep = dt, Precision = Precision.Double });
    var record = run.Record(target.Trace("synapse.s", 0));
    run.Advance((spikes * interval) + dt);
    double[] current = record.Traces().Columns[0].In(pA);
    double left = Math.Exp(-dt / decay);
    return [.. Enumerable.Range(1, spikes).Select(k => (int)Math.Round(k * interval / dt)).Select(n => current[n] - (left * current[n - 1]))];
}

// 1. The last spike of a train that is long enough to settle.
var depressing = new TsodyksMarkram("depressing") { Utilization = 0.5, Recovery = 800 * ms };
Console.WriteLine($"20 Hz, depressing: {string.Join(", ", Released(depressing, 5, 50 * ms).Select(part => $"{part:F4}"))}");
var steady = new Dictionary<int, double>();
foreach (int frequency in (int[])[1, 5, 10, 20, 50, 100])
{
    steady[frequency] = Released(depressing, 60, 1000.0 / frequency * ms)[^1];
    Console.WriteLine($"steady release at {frequency} Hz: {steady[frequency]:F5}, in a second {frequency * steady[frequency]:F4}");
}

// 2. A second refills at most 1/recovery = 1.25 of the resource, and no more than that can be let out.
Console.WriteLine($"release x rate x recovery at 10 and 100 Hz: {steady[10] * 10 * 0.8:F3}, {steady[100] * 100 * 0.8:F3}");

// 3. The pair, then trains whose intervals are whole milliseconds; facilitation takes long to settle.
var facilitating = new TsodyksMarkram("facilitating") { Utilization = 0.03, Recovery = 130 * ms, Facilitation = 530 * ms };
double[] pair = Released(facilitating, 2, 50 * ms);
Console.WriteLine($"paired-pulse ratio at 50 ms: {pair[1] / pair[0]:F4}");
int[] intervals = [.. Enumerable.Range(30, 41)];
double[] released = [.. intervals.Select(interval => Released(facilitating, 300, interval * ms)[^1])];
int best = Array.IndexOf(released, released.Max());
Console.WriteLine($"largest release: {released[best]:F5} at intervals of {intervals[best]} ms, {1000.0 / intervals[best]:F1} Hz");
var layer = new Series("", [.. intervals.Select(interval => 1000.0 / interval)], released);
new Figure { Panels = [new Panel { X = new Axis("Frequency", "Hz"), Y = new Axis("Release"), Layers = [layer] }] }.Save("short-term-plasticity.svg");
