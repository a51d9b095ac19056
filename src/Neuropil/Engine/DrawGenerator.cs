using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Fills the columns of a population's draws for a chunk of cells at a step: a function of seed, population, name of the draw, cell and step
/// alone. Draws of one kind are made in pairs, both halves of one random block; a pair has the name of its first.
/// </summary>
/// <remarks>
/// Brownian paths nest: with a path refinement of L, normal numbers are halves of halves of those of a step 2^L times as long. A parent step
/// with increment N sqrt(h) has children with ((N + Z)/sqrt 2) sqrt(h/2) and ((N - Z)/sqrt 2) sqrt(h/2) (Levy's construction of the Brownian
/// bridge), so that a run at half the step sees the same path.
/// </remarks>
internal sealed unsafe class DrawGenerator : IDisposable
{
    private const double RootHalf = 0.70710678118654752440;

    private readonly List<(int First, int Second, ulong Source, bool IsNormal)> pairs = [];
    private readonly List<CountDraw> counts = [];
    private readonly StateBlock block;
    private readonly double timeStep;
    private readonly ulong key;
    private readonly int refinement;
    private readonly NormalTransform normal;
    private readonly AlignedMemory memory;
    private readonly int chunk;

    /// <summary>The draws of the cells of a range, so many at a time.</summary>
    public DrawGenerator(EngineState state, StateBlock block, (int Begin, int End) range, int chunk)
    {
        (this.block, this.chunk, timeStep) = (block, chunk, state.TimeStep);
        key = RandomStream.Key(state.NoiseSeed, RandomPurpose.Noise);
        refinement = state.PathRefinement;
        normal = new NormalTransform(state.Backend);
        memory = new AlignedMemory(4L * chunk * sizeof(double));
        counts.AddRange(block.Counts.Select(rates => new CountDraw(state, block.Index, rates, range, chunk) { Column = Column(rates.Count.Symbol) }));
        foreach (var kind in block.Step.Draws.Where(draw => draw.Kind != SymbolKind.Count).GroupBy(draw => draw.Kind))
        {
            foreach (var pair in kind.Chunk(2))
            {
                ulong source = RandomStream.Entity((ulong)block.Index, StableHash.Of(pair[0].Name));
                pairs.Add((Column(pair[0]), pair.Length > 1 ? Column(pair[1]) : -1, source, kind.Key == SymbolKind.Normal));
            }
        }

        int Column(Symbol draw) => block.Plan.IndexOf(ColumnKind.Draw, draw.Name);
    }

    /// <summary>
    /// Fills the draws of the cells from <paramref name="begin"/> to <paramref name="end"/>, at most a chunk, at the addresses of their columns.
    /// </summary>
    public void Fill(long step, int begin, int end, long* addresses)
    {
        var first = (double*)memory.Address;
        var second = first + chunk;
        foreach (var pair in pairs)
        {
            if (pair.IsNormal)
            {
                FillNormal(pair.Source, step, begin, end, first, second);
            }
            else
            {
                PhiloxColumns.Fill(key, pair.Source, (uint)step, begin, end, first, second);
            }

            Write(first, addresses[pair.First], begin, end);
            if (pair.Second >= 0)
            {
                Write(second, addresses[pair.Second], begin, end);
            }
        }

        foreach (var count in counts)
        {
            if (block.IsSingle)
            {
                count.Fill(step, step * timeStep, begin, end, first);
                Write(first, addresses[count.Column], begin, end);
            }
            else
            {
                count.Fill(step, step * timeStep, begin, end, (double*)addresses[count.Column] + begin);
            }
        }
    }

    public void Dispose()
    {
        memory.Dispose();
        normal.Dispose();
        counts.ForEach(count => count.Dispose());
    }

    private void FillNormal(ulong source, long step, int begin, int end, double* first, double* second)
    {
        int count = end - begin;
        PhiloxColumns.Fill(key, source, (uint)(step >> refinement), begin, end, first, second);
        normal.Apply(first, second, count);
        double* bridgeFirst = second + chunk;
        double* bridgeSecond = bridgeFirst + chunk;
        for (int level = 1; level <= refinement; level++)
        {
            long child = step >> (refinement - level);
            double sign = (child & 1) == 0 ? 1 : -1;
            PhiloxColumns.Fill(key, RandomStream.Entity(source, (ulong)level), (uint)(child >> 1), begin, end, bridgeFirst, bridgeSecond);
            normal.Apply(bridgeFirst, bridgeSecond, count);
            for (int i = 0; i < count; i++)
            {
                first[i] = (first[i] + (sign * bridgeFirst[i])) * RootHalf;
                second[i] = (second[i] + (sign * bridgeSecond[i])) * RootHalf;
            }
        }
    }

    // A column's address is that of cell 0.
    private void Write(double* values, long column, int begin, int end)
    {
        for (int cell = begin; cell < end; cell++)
        {
            if (block.IsSingle)
            {
                ((float*)column)[cell] = (float)values[cell - begin];
            }
            else
            {
                ((double*)column)[cell] = values[cell - begin];
            }
        }
    }
}
