using System.Reflection;
using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>
/// A time constant, or whatever must not be below zero, is refused by its name also where only some cells or synapses draw such a value.
/// </summary>
public class DrawnBoundTests
{
    private const int Cells = 100;

    public static TheoryData<string, string> Bounded => [.. ModelCatalogue.All.SelectMany(
        model => model.Declaration.GetType().GetProperties().Where(IsBounded).Select(property => (model.Name, property.Name)))];

    // Models whose values cannot differ say so, and name the parameter as well.
    [Theory]
    [MemberData(nameof(Bounded))]
    public void What_may_not_be_negative_may_not_be_drawn_so(string name, string property)
    {
        var model = ModelCatalogue.ByName(name).Declaration.Copy();
        var parameter = model.GetType().GetProperty(property)!;
        parameter.SetValue(model, Wide(parameter.PropertyType, (Parameter?)parameter.GetValue(model)));
        var error = Assert.ThrowsAny<ArgumentException>(() => Built(model).Dispose());
        Assert.Contains(char.ToLowerInvariant(property[0]) + property[1..], error.Message, StringComparison.Ordinal);
    }

    private static bool IsBounded(PropertyInfo property) => typeof(Parameter).IsAssignableFrom(property.PropertyType)
        && (property.IsDefined(typeof(PositiveAttribute)) || property.IsDefined(typeof(NotNegativeAttribute)) || property.PropertyType == typeof(Parameter<Time>));

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
                Connected(coupling, nS);
                break;
            case Receptor<Conductance> receptor:
                Connected(receptor, nS);
                break;
            case Receptor<Current> receptor:
                Connected(receptor, pA);
                break;
            case Receptor<Concentration> receptor:
                Connected(receptor, mM);
                break;
            case Receptor<Voltage> receptor:
                Connected(receptor, mV);
                break;
            case Release release:
                Connected(new Exponential("excitation"), nS, release);
                break;
            case Plasticity rule:
                Connected(new Nmda("nmda"), 0.3 * nS, null, rule);
                break;
            default:
                network.Add(new Population("cells", Cells, model.ExampleCell()!));
                break;
        }

        return new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });

        void Connected<T>(Receptor<T> receptor, T weight, Release? release = null, Plasticity? plasticity = null)
            where T : struct, IQuantity<T>
        {
            var cells = network.Add(new Population("cells", Cells, new HodgkinHuxley()));
            network.Connect(cells, cells, new OneToOne(), receptor, weight, 1 * ms, release: release, plasticity: plasticity);
        }
    }
}
