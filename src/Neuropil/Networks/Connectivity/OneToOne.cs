using Neuropil.Networks;

namespace Neuropil;

/// <summary>Source i connects to target i. Both ends must have the same number of neurons.</summary>
public sealed record OneToOne : ConnectionRule
{
    internal override void RequireFits(ConnectionEnds ends)
    {
        if (ends.Sources != ends.Targets)
        {
            throw new ArgumentException(
                $"OneToOne needs as many sources as targets, but '{ends.SourceName}' has {ends.Sources} neurons "
                + $"and '{ends.TargetName}' has {ends.Targets}.");
        }

        if (!SelfConnections && ends.SelfOffset == 0 && ends.Sources > 0)
        {
            throw new ArgumentException(
                $"OneToOne from '{ends.SourceName}' to the same neurons makes self-connections only, but SelfConnections is false.");
        }
    }
}
