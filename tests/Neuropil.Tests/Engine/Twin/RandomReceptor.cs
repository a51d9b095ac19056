using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// A receptor as a user might declare it, drawn by a seed: a conductance that rises through another variable or not, resources that arriving weights use up, a
/// variable that changes in steps, ceilings, statements that read each other.
/// </summary>
internal sealed record RandomReceptor(string Name, int Seed) : Receptor<Conductance>(Name)
{
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var random = new Random(Seed);
        bool Maybe() => random.Next(2) == 0;
        var (g, r) = (equations.State("g", Neuropil.Conductance.Dimension), equations.State("r", Dimension.None));
        var (weights, arrival) = equations.Arrival(Neuropil.Conductance.Dimension);
        var changed = g;
        if (Maybe())
        {
            // dg/dt = (h - g)/tau: the weights enter h. Both are linear and solved jointly.
            changed = equations.State("h", Neuropil.Conductance.Dimension);
            equations.Differential(g, (changed - g) / ((1 + random.Next(5)) * ms));
            equations.Differential(changed, -changed / ((6 + random.Next(5)) * ms));
        }
        else
        {
            equations.Differential(g, -g / ((1 + random.Next(9)) * ms));
        }

        // Resources, which recover by themselves or in steps.
        equations.Initial(r, 1.0);
        if (Maybe())
        {
            equations.Differential(r, (1 - r) / ((20 + random.Next(50)) * ms));
        }
        else
        {
            equations.Update(r, r + (0.01 * (1 - r)));
        }

        if (Maybe())
        {
            equations.Ceiling(changed, (2 + random.Next(4)) * nS);
        }

        // In either order: the weight by what is left after or before the use; and a mark that is no sum.
        double used = 0.1 + (0.1 * random.Next(5));
        bool isUsedFirst = Maybe();
        if (isUsedFirst)
        {
            equations.On(arrival, r, r * (1 - used));
        }

        equations.On(arrival, changed, changed + (weights * r * (Maybe() ? 1 : 1 / (1 + Exp(voltage / (-20 * mV))))));
        if (!isUsedFirst)
        {
            equations.On(arrival, r, r * (1 - used));
        }

        if (Maybe())
        {
            var last = equations.State("last", Neuropil.Conductance.Dimension);
            equations.On(arrival, last, (0.5 * weights) + (0.25 * last));
        }

        if (Maybe())
        {
            // A second effect at once, as of a delta synapse.
            equations.On(arrival, voltage, voltage + (weights / (1 * nS) * r * (0.3 * mV)));
        }

        var current = g * ((Maybe() ? 0 * mV : -75 * mV) - voltage);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }
}
