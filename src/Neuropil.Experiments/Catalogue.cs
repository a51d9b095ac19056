namespace Neuropil.Experiments;

/// <summary>Everything that the command line can run.</summary>
/// <param name="Experiments">The experiments, in the order of the list.</param>
/// <param name="Benchmarks">The benchmarks.</param>
public sealed record Catalogue(IReadOnlyList<Experiment> Experiments, IReadOnlyList<IBenchmark> Benchmarks)
{
    /// <summary>
    /// The experiments that Neuropil comes with. Benchmarks are a project of their own above this one, because they measure parts that only Neuropil itself
    /// sees.
    /// </summary>
    public static Catalogue Default => new(
        [
            new StdpWindowExperiment(), new StdpAdditiveExperiment(), new StdpMultiplicativeExperiment(), new BcmThresholdExperiment(),
            new HebbianRunawayExperiment(), new SynapticScalingExperiment(), new StdpCorrelatedInputsExperiment(), new HpcStdpExperiment(),
            new InhibitoryPlasticityExperiment(),
            new MemoryAssemblyExperiment(), new RewardLearningExperiment(), new RewardNetworkExperiment(), new TripletThresholdExperiment(),
            new BcmSelectivityExperiment(), new MetaplasticityExperiment(), new CalciumPlasticityExperiment(),
            new ReceptorTraffickingExperiment(), new MolecularSwitchExperiment(), new ReceptiveFieldExperiment(), new RewiringExperiment(),
            new DaysExperiment(),
            new ShortTermPlasticityExperiment(), new QuantalReleaseExperiment(), new VesicleCycleExperiment(), new EnhancementExperiment(),
            new CalciumToReleaseExperiment(), new ReleaseStatisticsExperiment(),
            new FitSynapseExperiment(),
            new EiNetworkExperiment(), new EiInhibitionSweepExperiment(), new EiFractionSweepExperiment(), new EiLongRunExperiment(),
            new CurrentClampExperiment(), new SpikeTimesExperiment(), new VoltageClampExperiment(), new ThresholdAndSpikesExperiment(),
            new BalanceExperiment(), new DynamicBalanceExperiment(), new DecorrelationExperiment(), new GainControlExperiment(),
                new BalancedPlasticityExperiment(), new BalancedComputationExperiment(),
            new HighConductanceExperiment(), new IrregularFiringExperiment(),
            new BrunelExperiment(), new CobaExperiment(), new CubaExperiment(),
            new NoisyNeuronExperiment(), new RateResponseExperiment(),
            new BurstingExperiment(), new ReboundExperiment(), new AdaptationExperiment(),
            new DendriticAttenuationExperiment(), new DendriticSummationExperiment(), new DendriticClustersExperiment(),
            new CalciumSpikeExperiment(), new BackPropagationExperiment(),
            new NmdaBlockExperiment(), new CoincidenceDetectionExperiment(),
            new ChemicalVsElectricalExperiment(), new SynapticKernelsExperiment(), new ReceptorKineticsExperiment(), new SynapseAsFilterExperiment(),
            new StabilityExperiment(), new PingExperiment(), new GammaRoutingExperiment(), new SeizureExperiment(), new PsychiatryExperiment(),
            new CriticalityExperiment(), new CriticalComputationExperiment(), new ParallelChannelsExperiment(),
            new SignalTransmissionExperiment(), new BalancedLearningExperiment(), new QuantisedWeightsExperiment(),
            new MicrocircuitExperiment(), new FitExperiment(),
        ],
        []);

    /// <summary>The experiment of that name.</summary>
    /// <exception cref="UserErrorException">There is none; names the nearest.</exception>
    public Experiment Experiment(string name) => Experiments.FirstOrDefault(each => each.Name == name)
        ?? throw new UserErrorException(UnknownExperiment(name));

    /// <summary>The experiments of those names, all of them where none is named.</summary>
    /// <exception cref="UserErrorException">There is none of a name; names the nearest.</exception>
    public IReadOnlyList<Experiment> Chosen(IReadOnlyList<string>? names) => names is null or { Count: 0 } ? Experiments : [.. names.Select(Experiment)];

    /// <summary>The message about an experiment that does not exist.</summary>
    internal string UnknownExperiment(string name)
        => $"there is no experiment {OneLine.Quote(name)}.{Suggestion.For(name, [.. Experiments.Select(each => each.Name)])}";

    /// <summary>The benchmark of that name.</summary>
    /// <exception cref="UserErrorException">There is none; names the nearest.</exception>
    public IBenchmark Benchmark(string name) => Benchmarks.FirstOrDefault(each => each.Name == name)
        ?? throw new UserErrorException($"there is no benchmark {OneLine.Quote(name)}.{Suggestion.For(name, [.. Benchmarks.Select(each => each.Name)])}");
}
