using System.Text.Json;

namespace NeuropilExperiment.Tests;

public sealed class FiringRateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Cells_alone_fire_at_the_intervals_of_the_closed_form()
    {
        Assert.Equal(0, FiringRate.Run(["--out", folder]));
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));
        var checks = summary.RootElement.GetProperty("checks").EnumerateArray().ToList();
        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.True(check.GetProperty("passed").GetBoolean(), check.GetRawText()));
    }

    [Fact]
    public void A_value_without_its_unit_is_refused() => Assert.Equal(2, FiringRate.Run(["--current", "400", "--out", folder]));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
