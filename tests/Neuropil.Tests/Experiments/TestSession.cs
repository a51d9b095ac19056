using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

/// <summary>Sessions outside an experiment.</summary>
internal static class TestSession
{
    public static Session With(ExperimentContext context) => new(context, new SavedState(context));
}
