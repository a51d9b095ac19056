using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Neuropil.Tests.Compiler;

/// <summary>
/// The command run again in child processes in which instruction sets are switched off: each must really use another width, and find the same
/// spikes. A switch that changes nothing on this machine is Skipped, never passed.
/// </summary>
public class InstructionSetTests
{
    [Theory]
    [InlineData("EnableAVX512", "0", "simd 256 bits")]
    [InlineData("PreferredVectorBitWidth", "256", "simd 256 bits")]
    [InlineData("PreferredVectorBitWidth", "128", "simd 128 bits")]
    [InlineData("EnableAVX2", "0", "simd scalar")]
    [InlineData("EnableAVX", "0", "simd scalar")]
    [InlineData("EnableSSE42", "0", "simd scalar")]
    [InlineData("EnableHWIntrinsic", "0", "simd scalar")]
    public void Switching_an_instruction_set_off_changes_the_width_and_no_bit(string name, string value, string expected) => Compare(
        name, value, expected, "run", "ei-network", "--exc", "160", "--inh", "40", "--connection-probability", "0.4", "--duration", "30ms");

    [Theory]
    [InlineData("EnableAVX512", "0", "simd 256 bits")]
    [InlineData("EnableAVX2", "0", "simd scalar")]
    [InlineData("EnableHWIntrinsic", "0", "simd scalar")]
    public void Noise_is_the_same_to_the_bit(string name, string value, string expected) => Compare(
        name, value, expected, "run", "noisy-neuron", "--cells", "20", "--means", "13mV,15mV", "--duration", "200ms");

    [Theory]
    [InlineData("EnableAVX512", "0", "simd 256 bits")]
    [InlineData("EnableAVX2", "0", "simd scalar")]
    [InlineData("EnableHWIntrinsic", "0", "simd scalar")]
    public void Poisson_input_is_the_same_to_the_bit(string name, string value, string expected) => Compare(
        name, value, expected, "run", "brunel", "--exc", "400", "--inh", "100", "--duration", "50ms");

    // What each command gives with all that the machine has: one run for all rows.
    private static readonly ConcurrentDictionary<string, (string Backend, string Hash)> Plain = new();

    private static void Compare(string name, string value, string expected, params string[] arguments)
    {
        var (plainBackend, plainHash) = Plain.GetOrAdd(string.Join(' ', arguments), _ => Run(null, null, arguments));
        var (backend, hash) = Run($"DOTNET_{name}", value, arguments);
        if (backend == plainBackend)
        {
            Assert.Skip($"DOTNET_{name}={value} changes nothing here: both runs used {backend}.");
        }

        Assert.Equal(expected, backend);
        Assert.Equal(plainHash, hash);
    }

    private static (string Backend, string Hash) Run(string? variable, string? value, string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("neuropil-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Neuropil.Cli.dll"), .. arguments, "--threads", "1", "--out", folder])
            {
                start.ArgumentList.Add(argument);
            }

            if (variable is not null)
            {
                start.Environment[variable] = value;
            }

            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error.Result);
            using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));
            return (summary.RootElement.GetProperty("backend").GetString()!, summary.RootElement.GetProperty("spikeHash").GetString()!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
