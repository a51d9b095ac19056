namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// What arrives is counted in whole units of a port: for at most 2^d synapses of one cell at a port and amounts below 2^e, the unit is 2^(e - 30 - (15 - D)),
/// where D is the largest d of all ports (for d up to 15).
/// </summary>
internal static class TwinUnits
{
    private const double NanoSiemens = 1e-9; // in which exponents are counted

    /// <summary>The unit of the port of each projection, in SI units.</summary>
    public static double[] Of(IReadOnlyList<TwinProjection> projections, IReadOnlyList<TwinRule> rules, IReadOnlyList<TwinSynapse[]> synapses)
    {
        string[] ports = [.. projections.Select(projection => $"{projection.Target} {projection.Receptor.Name}")];
        int largestDegree = ports.Distinct().Max(Degree);
        return [.. ports.Select(port => NanoSiemens * Math.Pow(2, Exponent(port) - 30 - (15 - largestDegree)))];

        IEnumerable<int> At(string port) => Enumerable.Range(0, ports.Length).Where(p => ports[p] == port);

        int Degree(string port)
        {
            int most = At(port).SelectMany(p => synapses[p]).GroupBy(synapse => synapse.Contact.Target).Max(cell => cell.Count());
            return Enumerable.Range(0, 15).First(d => most <= 1 << d);
        }

        int Exponent(string port)
        {
            double largest = At(port).Max(p => rules[p].LargestAmount(synapses[p].Max(synapse => synapse.Weight))) / NanoSiemens;
            return Enumerable.Range(-20, 40).First(e => largest < Math.Pow(2, e));
        }
    }
}
