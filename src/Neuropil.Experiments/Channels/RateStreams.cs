using MathNet.Numerics.LinearAlgebra;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Groups of an excitatory and an inhibitory rate unit, tau dr/dt = -r + J r + x, of whose coupling a part is spread evenly over all groups:
/// (1 - q) J within a group, and q J/G from each group, itself included.
/// </summary>
/// <param name="Groups">G.</param>
/// <param name="Spread">q.</param>
/// <param name="Coupling">J: of excitation and inhibition (columns) onto both (rows).</param>
internal sealed record RateStreams(int Groups, double Spread, double[,] Coupling)
{
    /// <summary>The response of the excitatory unit of another group over that of the group with the input, with the same input to its two units.</summary>
    /// <remarks>The sum over groups sees J, differences between groups see (1 - q) J: two systems of two equations.</remarks>
    public double Crosstalk
    {
        get
        {
            double common = Response(1), difference = Response(1 - Spread);
            return (common - difference) / (common + ((Groups - 1) * difference));
        }
    }

    /// <summary>The weight from a group onto another, as a factor of J.</summary>
    public double Factor(int from, int to) => (Spread / Groups) + (from == to ? 1 - Spread : 0);

    /// <summary>Rates of all excitatory units at rest, an input of 1 into both units of the first group, for several systems in one simulation.</summary>
    public static double[][] Simulate(IReadOnlyList<RateStreams> systems, Session session)
    {
        int[] first = [.. systems.Select((_, i) => systems.Take(i).Sum(one => one.Groups))];
        int count = systems.Sum(one => one.Groups);
        double[] input = new double[count];
        List<(int, int)> pairs = [];
        List<double> factors = [];
        foreach (var (k, system) in systems.Index())
        {
            input[first[k]] = 1;
            for (int from = 0; from < system.Groups; from++)
            {
                for (int to = 0; to < system.Groups; to++)
                {
                    pairs.Add((first[k] + from, first[k] + to));
                    factors.Add(system.Factor(from, to));
                }
            }
        }

        var network = session.NewNetwork();
        var unit = new RateUnit { TransferFunction = new AnyTransferFunction(drive => drive), External = input };
        Population[] units = [network.Add(new Population("E", count, unit)), network.Add(new Population("I", count, unit))];
        string[] names = ["excitation", "inhibition"];
        for (int from = 0; from < 2; from++)
        {
            for (int to = 0; to < 2; to++)
            {
                double strength = systems[0].Coupling[to, from];
                network.Connect(units[from], units[to], new ExplicitPairs(pairs), new DriveCoupling(names[from]),
                    factors.ConvertAll(factor => strength * factor));
            }
        }

        var run = session.Simulate(network, 0.1 * ms, precision: Precision.Double);
        run.Advance(1 * second, Progress.None);
        double[] rates = run.Simulation.Values(units[0], "r").Numbers();
        return [.. systems.Select((system, k) => rates[first[k]..(first[k] + system.Groups)])];
    }

    private double Response(double factor)
    {
        var matrix = Matrix<double>.Build.DenseIdentity(2) - (factor * Matrix<double>.Build.DenseOfArray(Coupling));
        return matrix.Solve(Vector<double>.Build.Dense(2, 1))[0];
    }
}
