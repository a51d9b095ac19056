using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The balanced network of van Vreeswijk and Sompolinsky (1996, Science 274): N excitatory and N inhibitory units that are on or off, each connected at random
/// to K units of each population on average, weights 1/sqrt(K) and -J/sqrt(K), and a constant drive E m0 sqrt(K) from outside. J 2 and 1.8, E 1 and 0.8,
/// thresholds 1 and 0.7 for excitatory and inhibitory units, which look every 10 and 9 ms.
/// </summary>
/// <param name="Units">N, units of each population.</param>
/// <param name="Inputs">K, inputs of a unit from each population on average.</param>
/// <param name="Outside">m0, the activity outside.</param>
internal sealed record BinaryNetwork(int Units, double Inputs, double Outside)
{
    /// <summary>How units are connected.</summary>
    public BinaryWiring Wiring { get; init; }

    /// <summary>J, the weight of inhibition onto excitatory units.</summary>
    public const double InhibitionOfExcitatory = 2;

    /// <summary>J, the weight of inhibition onto inhibitory units.</summary>
    public const double InhibitionOfInhibitory = 1.8;

    /// <summary>E, the weight of the drive from outside to inhibitory units; 1 to excitatory ones.</summary>
    public const double OutsideToInhibitory = 0.8;

    /// <summary>The threshold of excitatory units.</summary>
    public const double ExcitatoryThreshold = 1;

    /// <summary>The threshold of inhibitory units.</summary>
    public const double InhibitoryThreshold = 0.7;

    /// <summary>The mean time between two looks of excitatory units.</summary>
    public static readonly Time ExcitatoryTime = 10 * ms;

    /// <summary>
    /// A step in which what others do meanwhile hardly counts: units that look in the same step see the same states, and the network corrects its balance
    /// within tau/sqrt(K). The error is of first order (4 % at 0.5 ms and K = 200, see <see cref="BinaryUnit"/>).
    /// </summary>
    public static readonly Time TimeStep = 0.02 * ms;

    // A drive that equals the threshold does not switch a unit on, as at K = 100, where 1.8 and 0.7 are no binary numbers: in double precision this decides
    // ties.
    private const double Tie = 1e-9;

    /// <summary>That of inhibitory units.</summary>
    public static readonly Time InhibitoryTime = 9 * ms;

    /// <summary>The mean activities of infinitely many units with so many inputs of each population.</summary>
    public static (double Excitatory, double Inhibitory) MeanField(double inputs, double outside) => Balance(inputs, outside).Rates();

    /// <summary>The theory of infinitely many units.</summary>
    public static BinaryBalance Balance(double inputs, double outside) => new()
    {
        InDegree = (int)inputs, External = outside, ExternalOfInhibitory = OutsideToInhibitory, InhibitionOfExcitatory = InhibitionOfExcitatory,
        InhibitionOfInhibitory = InhibitionOfInhibitory, ThresholdOfExcitatory = ExcitatoryThreshold, ThresholdOfInhibitory = InhibitoryThreshold,
    };

    /// <summary>sqrt(K): how many weights the threshold is, and the unit of all drives.</summary>
    public double Root => Math.Sqrt(Inputs);

    /// <summary>Adds the populations and their connections to a network.</summary>
    public (Population Excitatory, Population Inhibitory) AddTo(Network network)
    {
        var e = network.Add(new Population("E", Units, Unit(isExcitatory: true)));
        var i = network.Add(new Population("I", Units, Unit(isExcitatory: false)));
        var change = new ChangeOfState();
        ConnectionRule wiring = Wiring is BinaryWiring.FixedProbability ? new FixedProbability(Inputs / Units) : new FixedOutDegree((int)Inputs);
        foreach (var (target, inhibition) in new[] { (e, InhibitionOfExcitatory), (i, InhibitionOfInhibitory) })
        {
            network.Connect(e, target, wiring, new ActiveInputs("excitatory"), 1, release: change);
            network.Connect(i, target, wiring, new ActiveInputs("inhibitory") { Weight = -inhibition }, 1, release: change);
        }

        return (e, i);
    }

    /// <summary>What activity outside adds to the drive of a unit.</summary>
    public double Drive(bool isExcitatory, double outside) => (isExcitatory ? 1 : OutsideToInhibitory) * outside * Inputs;

    /// <summary>One of its units, whose drives are counted in weights: external and threshold times sqrt(K).</summary>
    public SwitchingUnit Unit(bool isExcitatory) => new()
    {
        TimeConstant = isExcitatory ? ExcitatoryTime : InhibitoryTime, External = Drive(isExcitatory, Outside),
        Threshold = ((isExcitatory ? ExcitatoryThreshold : InhibitoryThreshold) * Root) + Tie,
    };
}

/// <summary>How the units of a <see cref="BinaryNetwork"/> are connected. Either way numbers of inputs are Poisson numbers where K/N is small.</summary>
internal enum BinaryWiring
{
    /// <summary>
    /// Each unit sends to K units of a population. What a population receives is then exactly in proportion to what the other does. Otherwise activities of
    /// networks differ by some 4.4/sqrt(N K), the two conditions of balance are nearly one (their determinant is 0.2), so that the
    /// error of the mean weight, 1/sqrt(N K), is taken tenfold.
    /// </summary>
    FixedOutDegree,

    /// <summary>Any two units are connected with probability K/N.</summary>
    FixedProbability,
}
