using Neuropil.Experiments;

namespace Neuropil.Benchmarks;

/// <summary>
/// The update kernel alone, without synapses and on one thread: compiled for cells of 2 and 12 channels, and written by hand, in turns, so that a
/// busy machine disturbs all alike.
/// </summary>
public sealed class KernelBenchmark : IBenchmark
{
    private const int Cells = 4000;
    private const int Steps = 60;
    private const int Turns = 100;
    private const double TimeStep = 0.1;

    /// <inheritdoc/>
    public string Name => "kernel";

    /// <inheritdoc/>
    public string Description => "The update kernel of 4000 Hodgkin-Huxley cells alone: compiled, by hand, and with 12 channels.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        bool isSingle = context.Precision == Precision.Single;
        using var two = Rig(pairs: 1, isSingle);
        using var twelve = Rig(pairs: 6, isSingle);
        using IHandWrittenKernel hand = isSingle
            ? new HandWrittenTraubMiles<float, HandWrittenSingle>(Cells, seed: 1)
            : new HandWrittenTraubMiles<double, HandWrittenDouble>(Cells, seed: 1);
        (string Variant, Func<long> Turn)[] loops =
        [
            ("compiled, 2 channels", () => Repeat(two)),
            ("handwritten, 2 channels", () => Repeat(hand)),
            ("compiled, 12 channels", () => Repeat(twelve)),
        ];
        var least = Effort.LeastOf([.. loops.Select(loop => loop.Turn)], Turns);
        return loops.Zip(least, (loop, turn) => new BenchmarkRow
        {
            Benchmark = Name,
            Variant = loop.Variant,
            Precision = context.Precision,
            Threads = 1,
            Neurons = Cells,
            RunSeconds = turn.Seconds,
            CpuSeconds = turn.CpuSeconds,
            NsPerNeuronStep = turn.Nanoseconds,
        });
    }

    private static KernelRig Rig(int pairs, bool isSingle)
    {
        var rig = new KernelRig(TraubMilesCell.Equations(pairs), Integrators.ExponentialEuler, Cells, TimeStep, isSingle);
        for (int cell = 0; cell < Cells; cell++)
        {
            rig[rig.State("V"), cell] = -70 + (10.0 * cell / Cells);
            rig[rig.State("excitation.g"), cell] = 6 + (cell % 20);
            rig[rig.State("inhibition.g"), cell] = 60 + (cell % 100);
        }

        return rig;
    }

    private static long Repeat(IHandWrittenKernel hand)
    {
        hand.Run(Steps);
        return (long)Cells * Steps;
    }

    private static long Repeat(KernelRig rig)
    {
        var kernel = rig.Compiled();
        for (int step = 0; step < Steps; step++)
        {
            rig.Step(kernel);
        }

        return (long)Cells * Steps;
    }
}
