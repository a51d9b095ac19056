using static Neuropil.Units;

namespace Neuropil.Tests.Compiler;

/// <summary>Compartments of 1000 um² in a row, 5 nS between neighbours: passive, or squid axons of 128 states at 32 compartments.</summary>
internal sealed record CompartmentChain : Neuron
{
    public required int Compartments { get; init; }

    public bool IsPassive { get; init; }

    protected internal override void Declare(CellBuilder equations)
    {
        var area = 1000 * um2;
        List<Compartment> row = [.. Enumerable.Range(0, Compartments).Select(i => equations.Compartment($"c{i}", -65 * mV))];
        for (int i = 0; i < row.Count; i++)
        {
            var voltage = row[i].Voltage!;
            var axial = new[] { i - 1, i + 1 }.Where(j => j >= 0 && j < row.Count).Select(j => 5 * nS * (row[j].Voltage! - voltage))
                .Aggregate((sum, current) => sum + current);
            var membrane = new Membrane(equations, voltage, area, Celsius(6.3));
            equations.InScope(row[i].Name, null, () => membrane.Declare(Mechanisms));
            equations.Differential(voltage, (membrane.TotalCurrent + row[i].InputCurrent + axial) / (1 * uF / cm2 * area));
        }

        equations.Spike(row[0].Voltage! >= -20 * mV);
    }

    private IReadOnlyList<Mechanism> Mechanisms => IsPassive
        ? [new Leak { Reversal = -65 * mV, Conductance = 0.3 * mS / cm2 }]
        :
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumHodgkinHuxley()] },
            new Potassium { Reversal = -77 * mV, Channels = [new PotassiumHodgkinHuxley()] },
            new Leak { Reversal = -54.3 * mV, Conductance = 0.3 * mS / cm2 },
        ];
}
