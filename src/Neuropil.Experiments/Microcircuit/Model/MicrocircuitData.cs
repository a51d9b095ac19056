namespace Neuropil.Experiments;

/// <summary>The tables of Potjans and Diesmann (2014, Cereb. Cortex 24:785), in the order L2/3 E, L2/3 I, ... L6 I.</summary>
public static class MicrocircuitData
{
    /// <summary>The populations.</summary>
    public static IReadOnlyList<string> Names { get; } = ["L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I"];

    /// <summary>Cells.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948];

    /// <summary>External synapses of a cell.</summary>
    public static IReadOnlyList<int> ExternalInDegrees { get; } = [1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100];

    /// <summary>The probability that two cells are connected at least once: row target, column source.</summary>
    public static IReadOnlyList<IReadOnlyList<double>> Probabilities { get; } =
    [
        [0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0],
        [0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0],
        [0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0],
        [0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0],
        [0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0],
        [0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0],
        [0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252],
        [0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443],
    ];

    /// <summary>Mean rates of a run at full scale with Poisson background, Hz: they also stand in for what a smaller network lacks.</summary>
    public static IReadOnlyList<double> RatesHz { get; } = [0.943, 3.026, 4.368, 5.882, 7.733, 8.664, 1.096, 7.851];

    /// <summary>Means and standard deviations of V in the steady state, mV: a start from them is nearly without a transient.</summary>
    public static IReadOnlyList<(double Mean, double Deviation)> Potentials { get; } =
        [(-68.28, 5.36), (-63.16, 4.57), (-63.33, 4.74), (-63.45, 4.94), (-63.11, 4.94), (-61.66, 4.55), (-66.72, 5.46), (-61.43, 4.48)];

    /// <summary>Whether a population's cells excite.</summary>
    public static bool IsExcitatory(int population) => population % 2 == 0;

    /// <summary>The number of synapses between two populations at full scale.</summary>
    public static long Synapses(int target, int source) => FixedTotalNumber.OfProbability(Probabilities[target][source], Sizes[source], Sizes[target]).Count;
}
