using System.Text.Json;

namespace NeuropilExperiment.Tests;

public sealed class FiringRateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Theory]
    [InlineData("0.1 ms")]
    [InlineData("0.03 ms")] // of which the refractory period is no multiple
    public void Cells_alone_fire_at_the_intervals_of_the_closed_form(string timeStep)
    {
        Assert.Equal(0, FiringRate.Run(["--dt", timeStep, "--out", folder]));
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));
        var checks = summary.RootElement.GetProperty("checks").EnumerateArray().ToList();
        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.True(check.GetProperty("passed").GetBoolean(), check.GetRawText()));
    }

    [Fact]
    public void A_value_without_its_unit_is_refused() => Assert.Equal(2, FiringRate.Run(["--current", "400", "--out", folder]));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
