using System.ComponentModel;
using System.Diagnostics;

namespace Neuropil.Plotting;

/// <summary>
/// What the fonts of this machine hold: a picture with Chinese words is made of empty boxes where none holds their signs, and no program says so.
/// </summary>
internal static class InstalledFonts
{
    private static readonly Lazy<bool> lacksChinese = new(() => Lacks(":lang=zh-cn"));

    /// <summary>Refuses where no font holds Chinese signs. Windows and macOS come with one; elsewhere fontconfig knows.</summary>
    /// <exception cref="InvalidOperationException">There is none; says which one would do.</exception>
    public static void RequireChinese()
    {
        if (lacksChinese.Value)
        {
            throw new InvalidOperationException("The figure has Chinese words, and no font of this machine holds Chinese signs: they would be empty boxes. "
                + "Install one (Debian and Ubuntu: fonts-noto-cjk), or save the figure as .svg.");
        }
    }

    /// <summary>Whether fontconfig knows no font of a pattern; false where there is no fontconfig to ask.</summary>
    internal static bool Lacks(string pattern)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            return false;
        }

        try
        {
            using var asked = Process.Start(new ProcessStartInfo("fc-list", [pattern, "family"])
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var said = asked.StandardError.ReadToEndAsync();
            string families = asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            _ = said.Result;
            return asked.ExitCode == 0 && string.IsNullOrWhiteSpace(families);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
