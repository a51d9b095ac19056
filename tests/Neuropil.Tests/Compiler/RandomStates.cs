using Neuropil.Compiler;
using Neuropil.Benchmarks;

namespace Neuropil.Tests.Compiler;

/// <summary>States of the tutorial's cell over the whole range that a run visits, the same for every rig.</summary>
internal static class RandomStates
{
    public static void Fill(KernelRig rig, ulong seed)
    {
        for (int column = 0; column < rig.Plan.Columns.Count; column++)
        {
            var description = rig.Plan.Columns[column];
            var stream = new RandomStream(seed, RandomPurpose.InitialValue, (ulong)column);
            for (int cell = 0; cell < rig.Size; cell++)
            {
                double uniform = stream.NextDouble();
                if (description.Kind == ColumnKind.Arrival)
                {
                    rig[column, cell] = uniform < 0.8 ? 0 : 67 * uniform;
                }
                else if (description.Kind == ColumnKind.State)
                {
                    rig[column, cell] = description.Name == "V" ? -100 + (160 * uniform) : description.Dimension.IsNone ? uniform : 200 * uniform;
                }
            }
        }
    }

    /// <summary>By how much a state may differ, relative to its scale: 100 mV, the whole range of a gate, the conductance of many synapses.</summary>
    public static double Scale(KernelColumn column) => column.Name == "V" ? 100 : column.Dimension.IsNone ? 1 : 200;
}
