using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.Compiler;

/// <summary>
/// The command run again in child processes in which instruction sets are switched off: each must really use another width, and find the same
/// spikes. A switch that changes nothing on this machine is Skipped, never passed. A process takes most of its time to compile the command, so that one for
/// each switch runs all that is compared with it.
/// </summary>
public class InstructionSetTests
{
    private static readonly string[] noise = ["run", "noisy-neuron", "--cells", "20", "--means", "13mV,15mV", "--duration", "200ms"];

    private static readonly string[] input = ["run", "brunel", "--exc", "400", "--inh", "100", "--duration", "50ms"];

    private static readonly string[] network =
        ["run", "ei-network", "--exc", "160", "--inh", "40", "--connection-probability", "0.4", "--duration", "30ms"];

    // What runs one call of the command after another: each line of its arguments is one.
    private const string Program = """
        using System.Reflection;

        foreach (string call in args)
        {
            if ((int)Assembly.Load("Neuropil.Cli").EntryPoint!.Invoke(null, new object[] { call.Split('\n') })! is > 0 and var code)
            {
                return code;
            }
        }

        return 0;
        """;

    private static readonly Lazy<string> program = new(() => UserProgram.Compile("UserProgram.Commands", Program));

    // What the commands give in a process with one switch; none is the process with all that the machine has.
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<string[], (string Backend, string Hash)>>> found = [];

    [Theory]
    [InlineData("EnableAVX512", "0", "simd 256 bits")]
    [InlineData("PreferredVectorBitWidth", "256", "simd 256 bits")]
    [InlineData("PreferredVectorBitWidth", "128", "simd 128 bits")]
    [InlineData("EnableAVX2", "0", "simd scalar")]
    [InlineData("EnableAVX", "0", "simd scalar")]
    [InlineData("EnableSSE42", "0", "simd scalar")]
    [InlineData("EnableHWIntrinsic", "0", "simd scalar")]
    public void Switching_an_instruction_set_off_changes_the_width_and_no_bit(string name, string value, string expected)
        => Compare(name, value, expected, network);

    [Theory]
    [InlineData("EnableAVX512", "0", "simd 256 bits")]
    [InlineData("EnableAVX2", "0", "simd scalar")]
    [InlineData("EnableHWIntrinsic", "0", "simd scalar")]
    public void Noise_is_the_same_to_the_bit(string name, string value, string expected) => Compare(name, value, expected, noise);

    [Theory]
    [InlineData("EnableAVX512", "0", "simd 256 bits")]
    [InlineData("EnableAVX2", "0", "simd scalar")]
    [InlineData("EnableHWIntrinsic", "0", "simd scalar")]
    public void Poisson_input_is_the_same_to_the_bit(string name, string value, string expected) => Compare(name, value, expected, input);

    private static void Compare(string name, string value, string expected, string[] command)
    {
        var (plainBackend, plainHash) = Found("")[command];
        var (backend, hash) = Found($"DOTNET_{name}={value}")[command];
        if (backend == plainBackend)
        {
            Assert.Skip($"DOTNET_{name}={value} changes nothing here: both runs used {backend}.");
        }

        Assert.Equal(expected, backend);
        Assert.Equal(plainHash, hash);
    }

    // The network has a row for every switch, noise and input for three of them.
    private static IReadOnlyDictionary<string[], (string Backend, string Hash)> Found(string variable)
        => found.GetOrAdd(variable, _ => new(() => Run(variable, variable.Split('=')[0] is "DOTNET_PreferredVectorBitWidth" or "DOTNET_EnableAVX"
            or "DOTNET_EnableSSE42" ? [network] : [network, noise, input]))).Value;

    private static Dictionary<string[], (string Backend, string Hash)> Run(string variable, string[][] commands)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", [program.Value, .. commands.Select((command, i)
            => string.Join('\n', [.. command, "--threads", "1", "--out", folder[$"{i}"]]))])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (variable.Split('=') is [var name, var value])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return commands.Index().ToDictionary(each => each.Item, each => Summary(folder[$"{each.Index}", "summary.json"]));
    }

    private static (string Backend, string Hash) Summary(string path)
    {
        using var summary = JsonDocument.Parse(File.ReadAllText(path));
        return (summary.RootElement.GetProperty("backend").GetString()!, summary.RootElement.GetProperty("spikeHash").GetString()!);
    }
}
