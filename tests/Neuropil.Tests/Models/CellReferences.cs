using System.Text.Json;

namespace Neuropil.Tests.Models;

/// <summary>Numbers that independent programs made, see tests/references/cells.</summary>
internal static class CellReferences
{
    public static JsonElement Rates { get; } = Read("rates.json");

    public static JsonElement SpikeTimes { get; } = Read("spike_times.json");

    private static JsonElement Read(string file)
        => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "references", "cells", file))).RootElement;
}
