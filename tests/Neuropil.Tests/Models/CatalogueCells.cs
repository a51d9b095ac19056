using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>The catalogue's models in cells that are driven hard enough to do something.</summary>
internal static class CatalogueCells
{
    public static IEnumerable<string> Names => ModelCatalogue.All.Where(model => model.Cell() is not null).Select(model => model.Name);

    /// <summary>A model's smallest cell with a current that depolarises it, in amperes per its capacitance.</summary>
    public static Neuron Driven(string name)
    {
        var cell = ModelCatalogue.ByName(name).Cell()!;
        var amplitude = cell switch
        {
            PointNeuron point => 3 * uA / cm2 * Area.FromSi(point.Area.UniformSi),
            Izhikevich => 14 * pA,
            _ => 400 * pA,
        };
        return cell with { Inputs = [.. cell.Inputs, new StepCurrent { Amplitude = amplitude, Start = 2 * ms }] };
    }

    public static string VoltageOf(Neuron cell) => cell is Izhikevich or Izhikevich2007 ? "v" : "V";
}
