namespace Neuropil;

/// <summary>
/// What the releases with enhancement share: four components, each of which rises by a_i after a spike and decays with tau_i, from tens of milliseconds to a
/// minute: two of facilitation F1 and F2, augmentation A, and post-tetanic potentiation P.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record EnhancedRelease(string Name) : Release(Name)
{
    /// <summary>How the components act together. Default: as a product.</summary>
    public EnhancementForm Form { get; init; } = EnhancementForm.Product;

    /// <summary>a_1, the rise of the first component of facilitation at a spike. Default 0.8.</summary>
    [NotNegative]
    public NumberParameter FastFacilitation { get; init; } = 0.8;

    /// <summary>tau_1, its decay. Default 50 ms.</summary>
    [Positive]
    public Parameter<Time> FastFacilitationDecay { get; init; } = 50 * Units.ms;

    /// <summary>a_2, the rise of the second component of facilitation at a spike. Default 0.12.</summary>
    [NotNegative]
    public NumberParameter SlowFacilitation { get; init; } = 0.12;

    /// <summary>tau_2, its decay. Default 300 ms.</summary>
    [Positive]
    public Parameter<Time> SlowFacilitationDecay { get; init; } = 300 * Units.ms;

    /// <summary>a_A, the rise of augmentation at a spike. Default 0.01.</summary>
    [NotNegative]
    public NumberParameter Augmentation { get; init; } = 0.01;

    /// <summary>tau_A, its decay. Default 7 s.</summary>
    [Positive]
    public Parameter<Time> AugmentationDecay { get; init; } = 7 * Units.second;

    /// <summary>a_P, the rise of potentiation at a spike. Default 0.004.</summary>
    [NotNegative]
    public NumberParameter Potentiation { get; init; } = 0.004;

    /// <summary>tau_P, its decay. Default 60 s.</summary>
    [Positive]
    public Parameter<Time> PotentiationDecay { get; init; } = 60 * Units.second;

    /// <summary>The largest factor that may occur, for the range of what arrives; beyond it the run stops and names the synapse. Default 1000.</summary>
    public double LargestFactor { get; init; } = 1000;

    /// <summary>
    /// Declares the components and the factor that they make. <paramref name="release"/> declares what is let out with it; the components rise after that.
    /// </summary>
    protected void Declare(SynapseBuilder synapse, Action<Expr> release)
    {
        ArgumentNullException.ThrowIfNull(release);
        var first = Component("F1", FastFacilitationDecay);
        var second = Component("F2", SlowFacilitationDecay);
        var augmentation = Component("A", AugmentationDecay);
        var potentiation = Component("P", PotentiationDecay);
        release(Form == EnhancementForm.Product
            ? (1 + first + second) * (1 + augmentation) * (1 + potentiation)
            : 1 + first + second + augmentation + potentiation);
        Rise(first, FastFacilitation);
        Rise(second, SlowFacilitation);
        Rise(augmentation, Augmentation);
        Rise(potentiation, Potentiation);

        Symbol Component(string name, Parameter<Time> decay)
        {
            var component = synapse.Variable(name, Scope.Source, 0.0);
            synapse.Differential(component, -component / decay);
            return component;
        }

        void Rise(Symbol component, NumberParameter amount) => synapse.On(synapse.PresynapticSpike, component, component + amount);
    }
}
