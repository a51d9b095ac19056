using Neuropil;
using Neuropil.Benchmarks;
using Neuropil.Compiler;
using Neuropil.Experiments.Benchmarks;
using Neuropil.Experiments;

const int cells = 4000, steps = 60;
int turns = int.Parse(Environment.GetEnvironmentVariable("NP_TURNS") ?? "100");
int[] pairCounts = (Environment.GetEnvironmentVariable("NP_PAIRS") ?? "1").Split(',').Select(int.Parse).ToArray();
var widths = (Environment.GetEnvironmentVariable("NP_WIDTHS") ?? "512").Split(',').Select(w => (LaneWidth)int.Parse(w)).ToArray();
{
    var names = new List<string>();
    var loops = new List<Action>();
foreach (bool single in new[] { false, true })
    foreach (int pairs in pairCounts)
    foreach (var width in widths)
    {
        var rig = new KernelRig(TraubMilesCell.Equations(pairs), Integrators.ExponentialEuler, cells, 0.1, single);
        if (Environment.GetEnvironmentVariable("NP_SHOW") == "1") Console.WriteLine($"{pairs}: parts {string.Join(' ', rig.Plan.Parts.Select(p => p.Nodes.Count))} fma/mul {rig.Plan.Parts.Sum(p => p.Nodes.Count(n => n.Operation is KernelOperation.Multiply or KernelOperation.FusedMultiplyAdd or KernelOperation.FusedMultiplySubtract or KernelOperation.FusedNegatedMultiplyAdd))}");
        if (Environment.GetEnvironmentVariable("NP_DUMP") == "1") { Console.WriteLine(rig.Plan.Dump()); return; }
        int v = rig.State("V");
        for (int i = 0; i < cells; i++) rig[v, i] = -70 + 10.0 * i / cells;
        var (ge, gi) = (rig.State("excitation.g"), rig.State("inhibition.g"));
        var kernel = rig.Compiled(width);
        names.Add($"{pairs} pairs {width} {(single ? "single" : "double")}");
        for (int i = 0; i < cells; i++) { rig[ge, i] = 6 + i % 20; rig[gi, i] = 60 + i % 100; }
        loops.Add(() =>
        {
            for (int n = 0; n < steps; n++) rig.Step(kernel);
        });
    }
    foreach (bool single in new[] { false, true })
    {
        IHandWrittenKernel hand = single ? new HandWrittenTraubMilesSingle(cells, 1) : new HandWrittenTraubMilesDouble(cells, 1);
        names.Add($"hand {(single ? "single" : "double")}");
        loops.Add(() =>
        {
            hand.Run(steps);
        });
    }
    var ns = KernelTiming.Fastest(loops, (double)cells * steps, turns);
    for (int i = 0; i < ns.Length; i++) Console.Write($"{names[i]} {ns[i]:F2} ns  ");
    Console.WriteLine();
}
