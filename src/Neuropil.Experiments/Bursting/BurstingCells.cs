using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The populations of <see cref="BurstingExperiment"/>.</summary>
internal static class BurstingCells
{
    /// <summary>The name of the Pinsky-Rinzel cells.</summary>
    public const string PinskyRinzel = "Pinsky-Rinzel";

    /// <summary>The name of the low-threshold spiking cells.</summary>
    public const string LowThreshold = "low-threshold spiking";

    /// <summary>The name of the regular-spiking cells.</summary>
    public const string Regular = "regular-spiking";

    /// <summary>The name of the fast-spiking cell.</summary>
    public const string Fast = "fast-spiking";

    /// <summary>Pinsky-Rinzel cells, each with its currents and its coupling.</summary>
    public static Population AddPinskyRinzel(Network network, IReadOnlyList<(CurrentDensity Soma, CurrentDensity Dendrite, ConductanceDensity Coupling)> cases)
    {
        var cell = new PinskyRinzel();
        double area = cell.Area.UniformSi;
        Current[] Into(Func<(CurrentDensity Soma, CurrentDensity Dendrite, ConductanceDensity Coupling), CurrentDensity> of) => [.. cases.Select(each => Current.FromSi(of(each).SiValue * area))];
        return network.Add(new Population(PinskyRinzel, cases.Count, cell with
        {
            Coupling = cases.Select(each => each.Coupling).ToArray(),
            Inputs = [new ConstantCurrent { Amplitude = Into(each => each.Soma) }, new ConstantCurrent { Amplitude = Into(each => each.Dendrite), Compartment = "dendrite" }],
        }));
    }

    /// <summary>Low-threshold spiking cells that are hyperpolarised, each with its current, with or without T current.</summary>
    public static Population AddLowThreshold(Network network, BurstingParameters parameters, IReadOnlyList<(Current Hyperpolarisation, bool HasCalcium)> cases)
    {
        var cell = new LowThresholdSpiking();
        return network.Add(new Population(LowThreshold, cases.Count, cell with
        {
            Mechanisms = WithConductance<Calcium, CalciumLowThreshold>(
                cell, channel => channel.Conductance, (channel, conductance) => channel with { Conductance = conductance }, [.. cases.Select(each => each.HasCalcium)]),
            Inputs = [new StepCurrent { Amplitude = cases.Select(each => each.Hyperpolarisation).ToArray(), Start = parameters.HyperpolarisationStart, Stop = parameters.Release }],
        }));
    }

    /// <summary>Regular-spiking cells under a constant current, with or without M current.</summary>
    public static Population AddRegular(Network network, BurstingParameters parameters, IReadOnlyList<bool> hasMuscarinic)
    {
        var cell = new RegularSpiking();
        return network.Add(new Population(Regular, hasMuscarinic.Count, cell with
        {
            Mechanisms = WithConductance<Potassium, PotassiumMuscarinic>(cell, channel => channel.Conductance, (channel, conductance) => channel with { Conductance = conductance }, hasMuscarinic),
            Inputs = [new ConstantCurrent { Amplitude = parameters.RegularSpikingCurrent }],
        }));
    }

    /// <summary>A fast-spiking cell under a constant current.</summary>
    public static Population AddFast(Network network, BurstingParameters parameters)
        => network.Add(new Population(Fast, 1, new FastSpiking { Inputs = [new ConstantCurrent { Amplitude = parameters.FastSpikingCurrent }] }));

    // The cell's mechanisms, with a channel that some cells of the population have and others have not.
    private static IReadOnlyList<Mechanism> WithConductance<TIon, TChannel>(
        PointNeuron cell, Func<TChannel, Parameter<ConductanceDensity>> of, Func<TChannel, Parameter<ConductanceDensity>, TChannel> with, IReadOnlyList<bool> has)
        where TIon : IonContainer<TIon>, new()
        where TChannel : IonChannel<TIon>
        => [.. cell.Mechanisms.Select(mechanism => mechanism is TIon ion
            ? ion with
            {
                Channels = [.. ion.Channels.Select(channel => channel is TChannel chosen
                    ? with(chosen, has.Select(each => each ? ConductanceDensity.FromSi(of(chosen).UniformSi) : 0 * mS / cm2).ToArray())
                    : channel)],
            }
            : mechanism)];
}
