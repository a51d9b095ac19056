namespace Neuropil.Tests.Engine.Synapses;

/// <summary>
/// One synapse by itself: every variable its own, whatever shares it in the engine, and advanced by closed form to each event.
/// </summary>
internal abstract class SynapseTwin
{
    public required int Source { get; init; }

    public required int Target { get; init; }

    /// <summary>Its place among all of its source.</summary>
    public required int Ordinal { get; init; }

    public required int Axonal { get; init; } // steps

    public required int Dendritic { get; init; } // steps

    public double Weight { get; set; } // nS

    /// <summary>A spike of the source reaches it; the amount that goes on, in nS.</summary>
    public abstract double Reached(int step, int occurrence);

    /// <summary>A spike of the target reaches it.</summary>
    public virtual void ReachedBack(int step)
    {
    }

    /// <summary>
    /// Lets the synapses see all spikes, in order of time, a presynaptic one before a postsynaptic one of the same time; the conductance of each target after
    /// every step.
    /// </summary>
    public static double[][] Conductance(IReadOnlyList<SynapseTwin> synapses, IReadOnlyList<(int Cell, int Step)> sent,
        IReadOnlyList<(int Cell, int Step)> back, int targets, int steps)
    {
        var arriving = new double[targets, steps + 1000];
        var sentAt = sent.ToLookup(spike => (spike.Cell, spike.Step));
        var backAt = back.ToLookup(spike => (spike.Cell, spike.Step));
        for (int step = 0; step < steps; step++)
        {
            foreach (var synapse in synapses)
            {
                int spikes = sentAt[(synapse.Source, step - 1 - synapse.Axonal)].Count();
                for (int occurrence = 0; occurrence < spikes; occurrence++)
                {
                    arriving[synapse.Target, step + synapse.Dendritic] += synapse.Reached(step, occurrence);
                }
            }

            foreach (var synapse in synapses.Where(synapse => backAt[(synapse.Target, step - 1 - synapse.Dendritic)].Any()))
            {
                synapse.ReachedBack(step);
            }
        }

        var conductance = new double[targets][];
        for (int target = 0; target < targets; target++)
        {
            conductance[target] = new double[steps];
            double g = 0;
            for (int step = 0; step < steps; step++)
            {
                g = (g * Math.Exp(-SynapseNetwork.Dt / SynapseNetwork.Decay)) + arriving[target, step];
                conductance[target][step] = g;
            }
        }

        return conductance;
    }

    /// <summary>What a variable that relaxes to a value has become after some steps.</summary>
    protected static double Relaxed(double value, double towards, double steps, double timeConstant)
        => towards + ((value - towards) * Math.Exp(-steps * SynapseNetwork.Dt / timeConstant));
}

/// <summary>The twin of a synapse without state.</summary>
internal sealed class StaticTwin : SynapseTwin
{
    public override double Reached(int step, int occurrence) => Weight;
}

/// <summary>The twin of <see cref="Depressing"/>.</summary>
internal sealed class DepressingTwin : SynapseTwin
{
    private readonly double utilization;
    private readonly double recovery;
    private readonly double facilitation;
    private int last;

    public DepressingTwin(double utilization, double recovery, double facilitation)
        => (this.utilization, this.recovery, this.facilitation, U) = (utilization, recovery, facilitation, utilization);

    public double U { get; private set; }

    public double R { get; private set; } = 1;

    public override double Reached(int step, int occurrence)
    {
        AdvanceTo(step);
        double released = U * R;
        R -= released;
        U += utilization * (1 - U);
        return Weight * released;
    }

    public void AdvanceTo(int step)
    {
        (U, R) = (Relaxed(U, utilization, step - last, facilitation), Relaxed(R, 1, step - last, recovery));
        last = step;
    }
}

/// <summary>The twin of <see cref="Binomial"/>: the chances are those of the counters that the engine documents.</summary>
internal sealed class BinomialTwin(ulong seed, int projection, int sites, double probability, string[] names) : SynapseTwin
{
    public double Last { get; private set; }

    public double Count { get; private set; }

    public override double Reached(int step, int occurrence)
    {
        int released = 0;
        for (int site = 0; site < sites; site++)
        {
            ulong key = RandomStream.Key(seed, RandomPurpose.Synapse);
            ulong family = RandomStream.Entity((ulong)projection, StableHash.Of($"presynaptic spike {names[site / 2 * 2]}"));
            ulong entity = RandomStream.Entity(RandomStream.Entity(family, (ulong)Source), (ulong)occurrence);
            var words = Philox.Block((uint)Ordinal, (uint)step, (uint)entity, (uint)(entity >> 32), (uint)key, (uint)(key >> 32));
            ulong bits = site % 2 == 0 ? words.R0 | ((ulong)words.R1 << 32) : words.R2 | ((ulong)words.R3 << 32);
            released += ((bits >> 11) + 0.5) * Math.Pow(2, -53) < probability ? 1 : 0;
        }

        Last = released;
        Count += released;
        return Weight * released;
    }
}

/// <summary>The twin of <see cref="PairRule"/>.</summary>
internal sealed class PairTwin(double tauX, double tauY, double potentiation, double depression, double largest) : SynapseTwin
{
    private double x;
    private double y;
    private int last;
    private int lastReached = -1;

    /// <summary>How often both spikes have met here in one step.</summary>
    public int Meetings { get; private set; }

    public override double Reached(int step, int occurrence)
    {
        AdvanceTo(step);
        lastReached = step;
        double sent = Weight;
        Weight = Math.Clamp(Weight - (depression * y), 0, largest);
        x += 1;
        return sent;
    }

    public override void ReachedBack(int step)
    {
        AdvanceTo(step);
        Meetings += lastReached == step ? 1 : 0;
        Weight = Math.Clamp(Weight + (potentiation * x), 0, largest);
        y += 1;
    }

    private void AdvanceTo(int step)
    {
        (x, y) = (Relaxed(x, 0, step - last, tauX), Relaxed(y, 0, step - last, tauY));
        last = step;
    }
}
