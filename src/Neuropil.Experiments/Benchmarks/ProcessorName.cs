using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Experiments;

/// <summary>The name of the processor: a number of nanoseconds means nothing without it.</summary>
internal static class ProcessorName
{
    private const string LinuxDescription = "/proc/cpuinfo";

    /// <summary>For example <c>Intel(R) Xeon(R) Processor (family 6, model 207), vectors of 512 bits</c>.</summary>
    public static string Text { get; } = $"{Model()}, vectors of {Bits} bits";

    private static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    /// <summary>The model in the description that Linux gives of the first processor; null where it does not name one.</summary>
    /// <remarks>Virtual machines often hide the name ("Xeon Processor"), while family and model number say what it is.</remarks>
    public static string? ModelIn(IEnumerable<string> description)
    {
        var fields = new Dictionary<string, string>();
        foreach (string line in description)
        {
            if (line.Split(':', 2) is [var key, var value])
            {
                fields.TryAdd(key.Trim(), value.Trim());
            }
        }

        return fields.TryGetValue("model name", out string? name)
            ? fields.TryGetValue("cpu family", out string? family) && fields.TryGetValue("model", out string? model)
                ? $"{name} (family {family}, model {model})" : name
            : null;
    }

    private static string Model()
        => (File.Exists(LinuxDescription) ? ModelIn(File.ReadLines(LinuxDescription)) : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"))
            ?? $"{RuntimeInformation.ProcessArchitecture} processor";
}
