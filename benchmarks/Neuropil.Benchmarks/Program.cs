using System.Diagnostics;
using Neuropil;
using Neuropil.Compiler;
using Neuropil.Experiments.Benchmarks;

var clock = Stopwatch.StartNew();
var system = TraubMilesCell.Equations();
Console.WriteLine($"system {clock.Elapsed.TotalMilliseconds:F1} ms"); clock.Restart();
using var rig = new KernelRig(system, Integrators.ExponentialEuler, 4000, 0.1);
Console.WriteLine($"plan {clock.Elapsed.TotalMilliseconds:F1} ms"); clock.Restart();
Console.WriteLine(rig.Plan.Dump());
var interpreted = rig.Interpreted();
int v = rig.State("V");
for (int i = 0; i < 16; i++) { rig[v, i] = -60; }
for (int n = 0; n <= 400; n++)
{
    if (n is 1 or 10 or 50 or 100 or 150 or 200 or 400) Console.WriteLine($"{n} {rig[v, 0]:F12}");
    rig.Step(interpreted);
}
