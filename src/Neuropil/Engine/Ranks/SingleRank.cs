namespace Neuropil.Engine;

/// <summary>One process that is all there is.</summary>
internal sealed class SingleRank : RankGroup
{
    public override int Rank => 0;

    public override int Count => 1;

    public override void Abort(int exitCode) => Environment.Exit(exitCode);

    protected internal override void BeginGather(ReadOnlySpan<byte> own, Span<byte> all) => own.CopyTo(all);

    protected internal override void EndGather()
    {
    }

    protected internal override void Gather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> counts) => own.CopyTo(all);
}
