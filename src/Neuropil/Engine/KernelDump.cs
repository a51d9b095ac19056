using System.Text;

namespace Neuropil.Engine;

/// <summary>Every stage from the declared equations to the kernel, for people.</summary>
internal static class KernelDump
{
    public static string Of(StateBlock block)
    {
        var text = new StringBuilder();
        text.AppendLine("declared equations");
        foreach (var state in block.Equations.States)
        {
            text.AppendLine($"  d{state.Symbol.Name}/dt = {state.Derivative}");
        }

        text.AppendLine("one step");
        foreach (var (variable, value) in block.Step.Assignments)
        {
            text.AppendLine($"  {variable.Name} <- {value}");
        }

        if (block.Step.Spiked is { } spiked)
        {
            text.AppendLine($"  spikes where {spiked}");
        }

        text.AppendLine("kernel");
        text.Append(block.Plan.Dump());
        return text.ToString();
    }
}
