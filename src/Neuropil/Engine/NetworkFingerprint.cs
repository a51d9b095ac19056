using System.Security.Cryptography;
using System.Text;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// A number that two built networks share only if a run of the one can go on as a run of the other: the same equations in the same steps, the
/// same parameters of every cell, the same synapses and sources.
/// </summary>
internal static class NetworkFingerprint
{
    /// <summary>The fingerprint, as hexadecimal digits.</summary>
    public static string Of(Network network, EngineState state)
    {
        using var hash = SHA256.Create();
        using (var writer = new BinaryWriter(new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write), Encoding.UTF8))
        {
            writer.Write(state.TimeStep);
            foreach (var block in state.Blocks)
            {
                writer.Write(block is not null);
                if (block is not null)
                {
                    Write(writer, block);
                    if (block.Step.Draws.Count > 0)
                    {
                        writer.Write(state.NoiseSeed);
                        writer.Write(state.PathRefinement);
                    }
                }
            }

            foreach (var generator in state.Generators)
            {
                generator?.SaveDeclaration(writer);
            }

            foreach (var edges in state.Workers[0].Edges)
            {
                Write(writer, edges.Block.Projection, state.NoiseSeed);
            }

            writer.Write(state.Synapses);
            writer.Write(state.WiringHash);
            foreach (var projection in network.Projections)
            {
                Write(writer, projection, network.IndexOf(projection.Source.Population));
            }
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static unsafe void Write(BinaryWriter writer, StateBlock block)
    {
        writer.Write(block.Population.Name);
        writer.Write(block.Population.Size);
        writer.Write(block.Plan.Dump());
        foreach (var count in block.Counts)
        {
            count.SaveDeclaration(writer);
        }

        for (int column = 0; column < block.Plan.Columns.Count; column++)
        {
            if (block.Plan.Columns[column].Kind is ColumnKind.Parameter or ColumnKind.Derived)
            {
                writer.Write(new ReadOnlySpan<byte>((void*)block.ColumnAddress[column], block.Population.Size * block.ElementSize));
            }
        }
    }

    private static void Write(BinaryWriter writer, EdgeProjection edges, ulong noiseSeed)
    {
        foreach (var stage in edges.Plans.All)
        {
            writer.Write(stage.Plan.Dump());
        }

        writer.Write(edges.LargestWeight);
        writer.Write(edges.LongestDendriticDelay);
        Array.ForEach(edges.AxonalDelays, writer.Write);
        Array.ForEach(edges.ClockSteps, writer.Write);
        if (edges.Equations.Chances.Count > 0)
        {
            writer.Write(noiseSeed);
        }
    }

    private static void Write(BinaryWriter writer, Projection projection, int sourcePopulation)
    {
        writer.Write(projection.Name);
        writer.Write(projection.Receptor.Name);
        writer.Write(sourcePopulation);
        writer.Write(projection.Source.Start);
        writer.Write(projection.Source.Count);
        if (projection.Structure is { } structure)
        {
            writer.Write(structure.ToString());
        }

        foreach (var value in new[] { projection.Weight, projection.Delay })
        {
            writer.Write(value.IsUniform ? value.UniformSi : 0);
        }
    }
}
