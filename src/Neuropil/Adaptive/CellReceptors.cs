using Neuropil.Engine;
using Neuropil.Networks;

namespace Neuropil.Adaptive;

/// <summary>The receptors of a cell that is integrated by itself: those that projections bring to its population, and those of the given inputs.</summary>
internal static class CellReceptors
{
    /// <summary>The cell's equations with all receptors.</summary>
    /// <exception cref="ArgumentException">An input's receptor has the name of another one with other parameters, or a declaration is at fault.</exception>
    public static EquationSystem Close(Network network, Population population, Neuron neuron, IReadOnlyList<ReceptorInput> inputs)
    {
        var equations = new PopulationEquations(network);
        foreach (var input in inputs)
        {
            equations.Add(population, input.Receptor);
        }

        return equations.Close(population, neuron);
    }

    /// <summary>What is wrong with the sign of the first spike that has a wrong one, or null.</summary>
    public static string? SignFault(ReceptorInput input)
    {
        var dimension = input.Receptor.WeightDimension;
        return input.Arrivals.OrderBy(arrival => arrival.TimeSi)
            .Select(arrival => WeightSigns.Fault(
                $"The spike that arrives at receptor '{input.Receptor.Name}' at {Time.FromSi(arrival.TimeSi)}", input.Receptor,
                new QuantityParameter(dimension, new UniformValue(arrival.WeightSi, dimension))))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>The arrivals of all inputs in order of time (in ms): a weight for every port, in kernel units.</summary>
    /// <exception cref="ArgumentException">A time is negative, a number is not finite, or a weight is below zero where the receptor refuses it.</exception>
    public static (double Time, double[] Weights)[] Arrivals(EquationSystem equations, IReadOnlyList<ReceptorInput> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.Receptor.NegativeWeights == NegativeWeights.Refused && SignFault(input) is { } fault)
            {
                throw new ArgumentException(fault);
            }
        }

        var arrivals = new SortedDictionary<double, double[]>();
        foreach (var input in inputs)
        {
            int port = Enumerable.Range(0, equations.Ports.Count).First(i => equations.Ports[i].Receptor == input.Receptor.Name);
            foreach (var (timeSi, weightSi) in input.Arrivals)
            {
                if (!(timeSi >= 0) || double.IsInfinity(timeSi) || !double.IsFinite(weightSi))
                {
                    throw new ArgumentException(
                        $"A spike arrives at receptor '{input.Receptor.Name}' at {timeSi} s with weight {weightSi} (SI); expected a time from 0 on and a "
                        + $"finite weight.");
                }

                double time = KernelUnits.FromSi(timeSi, Time.Dimension);
                if (!arrivals.TryGetValue(time, out double[]? weights))
                {
                    arrivals[time] = weights = new double[equations.Ports.Count];
                }

                weights[port] += KernelUnits.FromSi(weightSi, equations.Ports[port].Symbol.Dimension);
            }
        }

        return arrivals.Select(pair => (pair.Key, pair.Value)).ToArray();
    }
}
