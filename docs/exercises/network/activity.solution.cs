// Solution of the exercise "Asynchronous, sparse, without bursts?".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

const int Cells = 4000;

static SpikeTrains[] Simulated(int excitatory, Conductance inhibition, Time duration, params (int From, int To)[] windows)
{
    var cell = new PointNeuron
    {
        Area = 20_000 * um2, Capacitance = 1 * uF / cm2, Threshold = -20 * mV,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
            new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles { Conductance = 30 * mS / cm2, Shift = -63 * mV }] },
            new Leak { Reversal = -60 * mV, Conductance = 5 * nS / cm2 },
        ],
    };
    var network = new Network { Seed = 1 };
    var cells = network.Add(new Population("cells", Cells, cell) { Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) } });
    var wiring = new FixedOutDegree(80) { WithRepetition = true };
    network.Connect(
        cells.Slice("E", ..excitatory), cells, wiring, new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, weight: 6 * nS);
    network.Connect(
        cells.Slice("I", excitatory..), cells, wiring, new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, weight: inhibition);
    using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
    var spikes = run.Record(cells.Spikes);
    run.Advance(duration);
    return [.. windows.Select(window => spikes.Trains(window.From * ms, window.To * ms))];
}

static string Activity(SpikeTrains spikes)
    => $"{spikes.MeanRate() / Hz:F1} Hz, {100.0 * spikes.Counts().Count(count => count == 0) / Cells:F0} % silent, CV {spikes.InterspikeIntervals().Cv:F2}, "
        + $"chi {spikes.SynchronyChi(5 * ms):F3}";

// 1. Inhibition from strong to weak.
foreach (int weight in (int[])[150, 67, 30, 10])
{
    Console.WriteLine($"{weight} nS: {Activity(Simulated(3200, weight * nS, 200 * ms, (100, 200))[0])}");
}

// 2. Excitatory cells from half to nearly all.
foreach (int excitatory in (int[])[2000, 3200, 3800])
{
    Console.WriteLine($"{100 * excitatory / Cells} % excitatory: {Activity(Simulated(excitatory, 67 * nS, 200 * ms, (100, 200))[0])}");
}

// 3. A second; the first 100 ms do not count.
var last = Simulated(3200, 67 * nS, 1000 * ms, (100, 550), (550, 1000), (100, 1000));
Console.WriteLine($"{last[0].MeanRate() / Hz:F1} Hz, then {last[1].MeanRate() / Hz:F1} Hz; chi {last[2].SynchronyChi(5 * ms):F3}, of independent cells "
    + $"{1 / Math.Sqrt(Cells):F3}");
