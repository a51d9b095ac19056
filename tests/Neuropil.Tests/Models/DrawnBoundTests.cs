using System.Reflection;
using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>
/// A time constant, or whatever must not be below zero, is refused by its name also where only some cells or synapses draw such a value.
/// </summary>
public class DrawnBoundTests
{
    private const int Cells = 100;

    // Read only where the model is told to: noise of rate units, an efficacy that is not bistable.
    private static readonly string[] unread = ["NoiseTimeConstant", "Forgetting"];

    // Times on the clock of the run, which may lie before it; and one that is held to the rate as well, by a message of its own.
    private static readonly string[] free = ["Start", "Stop", "DeadTime"];

    public static TheoryData<string, string> Bounded => [.. ModelCatalogue.All.SelectMany(
        model => model.Declaration.GetType().GetProperties().Where(IsBounded).Select(property => (model.Name, property.Name)))];

    [Fact]
    public void Every_time_of_a_model_is_bounded()
    {
        string[] times = [.. ModelCatalogue.All.SelectMany(model => model.Declaration.GetType().GetProperties())
            .Where(property => property.PropertyType == typeof(Parameter<Time>) && !IsBounded(property)).Select(property => property.Name).Distinct().Order()];
        Assert.Equal(unread.Concat(free).Order(), times);
    }

    // Variables that all synapses of a cell share take one value for all: that is said of the variable.
    [Theory]
    [MemberData(nameof(Bounded))]
    public void What_may_not_be_negative_may_not_be_drawn_so(string name, string property)
    {
        var model = ModelCatalogue.ByName(name).Declaration.Copy();
        var parameter = model.GetType().GetProperty(property)!;
        parameter.SetValue(model, Wide(parameter.PropertyType, (Parameter?)parameter.GetValue(model)));
        var error = Assert.ThrowsAny<ArgumentException>(() => Built(model).Dispose());
        Assert.True(error.Message.Contains(char.ToLowerInvariant(property[0]) + property[1..], StringComparison.Ordinal)
            || error.Message.Contains("of the Edge", StringComparison.Ordinal), error.Message);
    }

    private static bool IsBounded(PropertyInfo property) => typeof(Parameter).IsAssignableFrom(property.PropertyType)
        && (property.IsDefined(typeof(PositiveAttribute)) || property.IsDefined(typeof(NotNegativeAttribute))) && !unread.Contains(property.Name);

    // A half of all values is below zero.
    private static Parameter Wide(Type type, Parameter? known)
    {
        var quantity = type == typeof(NumberParameter) ? typeof(Number) : type.GetGenericArguments()[0];
        var one = (IConvertible)(known is { IsUniform: true } && known.UniformSi > 0 ? known.UniformSi : 1e-3);
        var method = typeof(DrawnBoundTests).GetMethod(nameof(Drawn), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(quantity);
        object drawn = method.Invoke(null, [one.ToDouble(null)])!;
        return type == typeof(NumberParameter) ? (NumberParameter)(Distribution<Number>)drawn : (Parameter)drawn;
    }

    private static Distribution<T> Drawn<T>(double si)
        where T : struct, IQuantity<T>
        => Distributions.Normal(T.FromSi(0), T.FromSi(si));

    private static Simulation Built(IModel model)
    {
        var network = new Network { Seed = 3 };
        switch (model)
        {
            case CellModel cell:
                network.Add(new Population("cells", Cells, cell));
                break;
            case DriveCoupling or BcmPlasticity or ActivityScaling:
                var units = network.Add(new Population("units", Cells, new RateUnit()));
                network.Connect(units, units, new OneToOne(), model as DriveCoupling ?? new DriveCoupling("drive"), 0.1, plasticity: model as Plasticity);
                break;
            case Coupling<Conductance> coupling:
                Connected(coupling, nS, 0 * ms);
                break;
            case Receptor<Conductance> receptor:
                Connected(receptor, nS, 1 * ms);
                break;
            case Receptor<Current> receptor:
                Connected(receptor, pA, 1 * ms);
                break;
            case Receptor<Concentration> receptor:
                Connected(receptor, mM, 1 * ms);
                break;
            case Receptor<Voltage> receptor:
                Connected(receptor, mV, 1 * ms);
                break;
            case Release release:
                Connected(new Exponential("excitation"), nS, 1 * ms, release);
                break;
            case Plasticity rule:
                Connected(new Nmda("nmda"), 0.3 * nS, 1 * ms, null, rule);
                break;
            default:
                network.Add(new Population("cells", Cells, model.ExampleCell()!));
                break;
        }

        return new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });

        void Connected<T>(Receptor<T> receptor, T weight, Time delay, Release? release = null, Plasticity? plasticity = null)
            where T : struct, IQuantity<T>
        {
            var cells = network.Add(new Population("cells", Cells, new HodgkinHuxley()));
            if (receptor.Name != "dopamine")
            {
                network.Connect(cells, cells, new OneToOne(), new Neuromodulator("dopamine"), 1 * uM); // rewards need it
            }

            network.Connect(cells, cells, new OneToOne(), receptor, weight, delay, release: release, plasticity: plasticity);
        }
    }
}
