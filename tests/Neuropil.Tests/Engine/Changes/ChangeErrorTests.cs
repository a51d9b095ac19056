using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>What cannot be changed is refused with its name, its value and what was expected; and nothing has changed then.</summary>
public class ChangeErrorTests
{
    public static TheoryData<string, string[]> Mistakes => new()
    {
        { "unit", ["'cells'", "V", "Voltage", "Conductance"] },
        { "count", ["'some'", "3 cells", "2 values"] },
        { "unknown", ["'threshhold'", "Did you mean 'threshold'"] },
        { "computed", ["'excitation.current'", "cannot be set"] },
        { "positive", ["decay", "more than 0 ms"] },
        { "ceiling", ["cell 1", "30 mV", "20 mV"] },
        { "weight unit", ["'drive'", "weight", "Conductance", "Voltage"] },
        { "weight count", ["'drive'", "but the list for w has 2 values"] },
        { "weight not finite", ["'drive'", "single precision"] },
        { "delay", ["'delay'", "'drive'", "cannot be changed"] },
        { "static variable", ["'pairs.x'", "'drive'"] },
        { "synapse parameter", ["'pairs.potentiation'", "'plastic'", "only one value"] },
        { "synapse positive", ["pairs.presynapticDecay", "more than 0 ms"] },
        { "source variable", ["'rate'", "'V'"] },
        { "rate", ["cell 0", "'noise'", "-5 Hz", "0 Hz or more"] },
        { "list of times", ["'given'", "nothing of it can be set"] },
        { "coupled cells", ["'inter'", "'junction'"] },
        { "shared object", ["'sodium.traubMiles.shift'", "'potassium.traubMiles.shift'", "one object"] },
        { "start only", ["'start'", "do not read it"] },
        { "other network", ["'foreign'"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named(string mistake, string[] expected)
    {
        var network = new ChangingNetwork().Build();
        var capped = network.Add(new Population("capped", 2, new EquationCell("""
            dV/dt = (start - V)/(10 ms) : mV
            V <= 20 mV
            """) { Parameters = { ["start"] = -60 * mV } }));
        var given = network.Add(new Population("given", 1, new SpikeTimes([(0, 1 * ms)])));
        var started = network.Add(new Population("started", 1, new EquationCell("dV/dt = -V/(10 ms) : mV")
        {
            Parameters = { ["start"] = -60 * mV }, Initial = { ["V"] = "start" },
        }));
        Parameter<Voltage> shift = -63 * mV;
        var twice = network.Add(new Population("twice", 1, new PointNeuron
        {
            Mechanisms =
            [
                new Sodium { Channels = [new SodiumTraubMiles { Shift = shift }] }, new Potassium { Channels = [new PotassiumTraubMiles { Shift = shift }] },
            ],
        }));
        using var run = new Simulation(network);
        var (cells, inter, noise) = (network.Find("cells"), network.Find("inter"), network.Find("noise"));
        var (drive, plastic) = (ChangingNetwork.Of(run, "drive"), ChangingNetwork.Of(run, "plastic"));
        Action attempt = mistake switch
        {
            "unit" => () => run.Set(cells, "V", 3 * nS),
            "count" => () => run.Set(cells.Slice("some", 2..5), "V", new[] { -60 * mV, -61 * mV }),
            "unknown" => () => run.Set(cells, "threshhold", -50 * mV),
            "computed" => () => run.Set(cells, "excitation.current", 3 * pA),
            "positive" => () => run.Set(cells, "excitation.decay", 0 * ms),
            "ceiling" => () => run.Set(capped, "V", new[] { 10 * mV, 30 * mV }),
            "weight unit" => () => run.Set(drive, "w", 67 * mV),
            "weight count" => () => run.Set(drive, "w", new[] { 1 * nS, 2 * nS }),
            "weight not finite" => () => run.Set(drive, "w", 1e60 * nS),
            "delay" => () => run.Set(drive, "delay", 1 * ms),
            "static variable" => () => run.Set(drive, "pairs.x", 1),
            "synapse parameter" => () => run.Set(plastic, "potentiation", Distributions.Uniform(0 * nS, 1 * nS)),
            "synapse positive" => () => run.Set(plastic, "presynapticDecay", 0 * ms),
            "source variable" => () => run.Set(noise, "V", 1 * mV),
            "rate" => () => run.Set(noise, "rate", -5 * Hz),
            "list of times" => () => run.Set(given, "rate", 5 * Hz),
            "coupled cells" => () => run.Lesion(inter),
            "shared object" => () => run.Set(twice, "sodium.traubMiles.shift", -60 * mV),
            "start only" => () => run.Set(started, "start", 1 * mV),
            _ => () => run.Lesion(new ChangingNetwork().Build().Projections[0] is Projection<Conductance> other ? other with { Name = "foreign" } : drive),
        };
        var error = Assert.ThrowsAny<Exception>(attempt);
        Assert.True(error is ArgumentException or UnknownNameException, error.ToString());
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Equal(-50, run.Values(cells, "threshold").In(mV)[0]);
        Assert.Equal(new Simulation(network).SynapsesOf(drive).In("w", nS), run.SynapsesOf(drive).In("w", nS));
    }
}
