// Solution of the exercise "What keeps the balance".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// 1. From no inhibition on.
using (var cell = new Cell(inhibition: 0, learns: true, scales: false))
{
    double after = cell.RateAfter(10);
    double end = cell.RateAfter(190);
    Console.WriteLine($"without inhibition at first: rate {after:F3} after 10 s, {end:F3} in the end, inhibitory weight {cell.Inhibition:F3}");
}

// 2. Half of it is lost.
using (var cell = new Cell(inhibition: 1, learns: true, scales: false))
{
    Console.WriteLine($"half of the inhibition lost: rate {cell.RateAfter(0.02):F3}, half of the way back after {cell.SecondsTo(1.5):F1} s");
    double end = cell.RateAfter(200);
    Console.WriteLine($"inhibition learns: rate {end:F3}, excitation {cell.Excitation:F3}, inhibition {cell.Inhibition:F3}");
}

// 3. The same loss where excitation scales.
using (var cell = new Cell(inhibition: 1, learns: false, scales: true))
{
    double end = cell.RateAfter(400);
    Console.WriteLine($"excitation scales: rate {end:F3}, excitation {cell.Excitation:F3}, inhibition {cell.Inhibition:F3}");
}

// 4. Both inputs twice as active.
using (var cell = new Cell(inhibition: 2, learns: true, scales: false))
{
    cell.Double();
    Console.WriteLine($"inputs doubled: rate {cell.RateAfter(0.1):F2}, half of the way back after {cell.SecondsTo(1.5):F1} s");
    double end = cell.RateAfter(200);
    Console.WriteLine($"in the end: rate {end:F3}, inhibitory weight {cell.Inhibition:F3}");
}

// The unit of the starter, from an inhibitory weight on.
sealed class Cell : IDisposable
{
    private readonly Simulation run;
    private readonly Population excitatory, inhibitory, unit;
    private readonly Projection<Number> excitation, inhibition;

    public Cell(double inhibition, bool learns, bool scales)
    {
        var network = new Network();
        excitatory = network.Add(new Population("excitatory", 1, new RateUnit { TimeConstant = 1 * ms, External = 1, InitialActivity = 1 }));
        inhibitory = network.Add(new Population("inhibitory", 1, new RateUnit { TimeConstant = 1 * ms, External = 1, InitialActivity = 1 }));
        unit = network.Add(new Population("unit", 1, new RateUnit { TimeConstant = 1 * ms, InitialActivity = 3 - inhibition }));
        var scaling = new ActivityScaling("scaling") { Target = 1, SensorTime = 1 * second, TimeConstant = 20 * second };
        var rule = new EquationPlasticity("balance", """
            x = source.r : 1
            r = target.r : 1
            every 10 ms: w = w - 10 ms*eta*x*(r - rho)
            """)
        {
            Parameters = { ["eta"] = 0.1 * Hz, ["rho"] = 1 },
        };
        excitation = network.Connect(excitatory, unit, new AllToAll(), new DriveCoupling("excitation"), 3, plasticity: scales ? scaling : null);
        this.inhibition = network.Connect(inhibitory, unit, new AllToAll(), new DriveCoupling("inhibition"), -inhibition, plasticity: learns ? rule : null);
        run = new Simulation(network, new RunOptions { TimeStep = 5 * ms, Precision = Precision.Double });
    }

    public double Rate => run.Values(unit, "r").Numbers()[0];

    public double Excitation => run.SynapsesOf(excitation).Numbers("w")[0];

    public double Inhibition => -run.SynapsesOf(inhibition).Numbers("w")[0];

    public double RateAfter(double seconds)
    {
        run.Advance(seconds * second);
        return Rate;
    }

    // From now on, on a grid of a tenth of a second.
    public double SecondsTo(double rate)
    {
        int tenths = 0;
        while (Rate > rate)
        {
            run.Advance(100 * ms);
            tenths++;
        }

        return tenths / 10.0;
    }

    public void Double()
    {
        run.Set(excitatory, "external", 2);
        run.Set(inhibitory, "external", 2);
    }

    public void Dispose() => run.Dispose();
}
