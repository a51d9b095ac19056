using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>The catalogue's models in cells that are driven hard enough to do something.</summary>
internal static class CatalogueCells
{
    public static IEnumerable<string> Names => ModelCatalogue.All.Where(model => model.Cell() is not null).Select(model => model.Name);

    public static IEnumerable<string> WithoutNoise => Names.Where(name => CellRun.SystemOf(Driven(name)).Draws.Count == 0);

    /// <summary>A model's smallest cell with an input that drives it.</summary>
    public static Neuron Driven(string name) => ModelCatalogue.ByName(name).Cell()! switch
    {
        RateUnit unit => unit with { External = 2 },
        BinaryUnit unit => unit with { External = 2, TimeConstant = 2 * ms },
        PointNeuron cell => With(cell, 3 * uA / cm2 * Area.FromSi(cell.Area.UniformSi)),
        Izhikevich cell => With(cell, 14 * pA),
        VoltageClamp clamp => clamp with { Steps = [new ClampStep(2 * ms, -20 * mV)] },
        var cell => With(cell, 400 * pA),
    };

    /// <summary>The variable that shows what a cell does, and where it starts in the tests.</summary>
    public static (string Name, Parameter Start) Observed(Neuron cell, double[] start) => cell switch
    {
        RateUnit or BinaryUnit => ("r", (NumberParameter)Array.ConvertAll(start, _ => 0.0)),
        Izhikevich or Izhikevich2007 => ("v", (Parameter<Voltage>)Array.ConvertAll(start, value => value * mV)),
        _ => ("V", (Parameter<Voltage>)Array.ConvertAll(start, value => value * mV)),
    };

    private static Neuron With(Neuron cell, Current amplitude)
        => cell with { Inputs = [.. cell.Inputs, new StepCurrent { Amplitude = amplitude, Start = 2 * ms }] };
}
