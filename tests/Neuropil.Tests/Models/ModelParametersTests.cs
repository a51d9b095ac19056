using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Names of parameters are those of the scopes in which a model declares its parts, whoever wrote the model.</summary>
public class ModelParametersTests
{
    private static readonly Leak Both = new();

    private static readonly Twins Cell = new()
    {
        Upper = [Both, new Calcium { Pool = new CalciumPool(), Channels = [new CalciumHighThreshold()] }],
        Lower = [Both],
        Inputs = [new ConstantCurrent()],
    };

    [Fact]
    public void Every_parameter_has_the_name_of_its_declaration()
    {
        string[] names = [.. ModelParameters.Of(Cell).Keys];
        Assert.Equal(
            [
                "scale", "constantCurrent.amplitude", "up.leak.conductance", "up.leak.reversal", "up.calcium.pool.depth", "up.calcium.pool.decay",
                    "up.calcium.pool.rest", "up.calcium.pool.freeFraction",
                "up.calcium.highThreshold.conductance", "down.leak.conductance", "down.leak.reversal",
            ],
            names.OrderBy(name => Array.FindIndex(["scale", "constantCurrent", "up.leak", "up.calcium.pool", "up.calcium", "down"],
                start => name.StartsWith(start, StringComparison.Ordinal))));
        Assert.Superset(names.Except(["down.leak.conductance", "down.leak.reversal"]).ToHashSet(), Cell.Build().Close().ParameterNames.Values.ToHashSet());
    }

    [Fact]
    public void A_part_that_stands_at_two_places_takes_other_values_at_one()
    {
        var changed = ModelParameters.With(Cell, new Dictionary<string, double[]> { ["down.leak.conductance"] = [1, 2], ["up.calcium.pool.decay"] = [3, 4] });
        Assert.Same(Both.Conductance, ((Leak)changed.Upper[0]).Conductance);
        Assert.Equal([1.0, 2], Values(((Leak)changed.Lower[0]).Conductance));
        Assert.Equal([3.0, 4], Values(((CalciumPool)((Calcium)changed.Upper[1]).Pool!).Decay));
        Assert.True(Both.Conductance.IsUniform);
    }

    [Fact]
    public void A_list_that_cannot_be_made_again_is_refused()
        => Assert.Contains(
            "'leak.conductance' of Fixed cannot be given",
            Assert.Throws<ArgumentException>(() => ModelParameters.With(new Fixed(), new Dictionary<string, double[]> { ["leak.conductance"] = [1] })).Message,
            StringComparison.Ordinal);

    private static double[] Values(Parameter parameter)
    {
        double[] values = new double[2];
        parameter.Fill(values, 0, RandomPurpose.Parameter, 0, 0);
        return values;
    }

    private sealed record Twins : Neuron
    {
        public NumberParameter Scale { get; init; } = 1;

        public IReadOnlyList<Mechanism> Upper { get; init; } = [];

        public Mechanism[] Lower { get; init; } = [];

        protected internal override void Declare(CellBuilder equations)
        {
            foreach (var (name, mechanisms) in new (string, IReadOnlyList<Mechanism>)[] { ("up", Upper), ("down", Lower) })
            {
                var place = equations.Compartment(name, -65 * mV);
                var membrane = new Membrane(equations, place.Voltage!, 1000 * um2, Celsius(36));
                equations.InScope(name, null, () => membrane.Declare(mechanisms));
                equations.Differential(place.Voltage!, Scale * (membrane.TotalCurrent + place.InputCurrent) / (10 * pF));
            }
        }
    }

    // Its leak is a property that a list of values can replace in no copy: the declaration takes another.
    private sealed record Fixed : Neuron
    {
        private static readonly Leak Always = new();

        public Leak Leak { get => Always; init => _ = value; }

        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", -65 * mV);
            var membrane = new Membrane(equations, v, 1000 * um2, Celsius(36));
            membrane.Declare([Leak]);
            equations.Differential(v, (membrane.TotalCurrent + equations.InputCurrent) / (10 * pF));
        }
    }
}
