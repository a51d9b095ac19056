using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Neuropil.Plotting;

namespace Neuropil;

/// <summary>
/// Makes PDF and PNG of SVG by a program that is installed: rsvg-convert where there is one, otherwise Chromium, Chrome or Edge without a window. SVG
/// has the same bytes on every machine; these have not: their text is set by the machine's fonts.
/// </summary>
public static class FigureConverter
{
    /// <summary>The resolution of pictures unless another is asked for, in dots per inch: what journals ask for.</summary>
    public const double DotsPerInch = 300;

    private const double LowestResolution = 10;
    private const double HighestResolution = 2400;
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    /// <summary>The program that converts, with its folder; null where there is none.</summary>
    public static string? Program => InstalledConverter.Find()?.Path;

    /// <summary>The format that a file's ending says.</summary>
    /// <exception cref="ArgumentException">It says none; names the ending and those that there are.</exception>
    public static FigureFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => FigureFormat.Svg,
        ".pdf" => FigureFormat.Pdf,
        ".png" => FigureFormat.Png,
        var other => throw new ArgumentException($"Figures are saved as .svg, .pdf or .png, not '{other}': '{path}'.", nameof(path)),
    };

    /// <summary>Refuses a format that this machine cannot make.</summary>
    /// <exception cref="InvalidOperationException">No program is installed that can; says which ones would do.</exception>
    public static void Require(FigureFormat format) => Require(format, InstalledConverter.Find());

    /// <summary>The same where the figure has words of other scripts than the Latin one: Chinese signs need a font that holds them.</summary>
    /// <param name="format">The format.</param>
    /// <param name="words">Words of the figure.</param>
    /// <exception cref="InvalidOperationException">No program is installed that can, or no font; says which ones would do.</exception>
    public static void Require(FigureFormat format, string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Require(format);
        if (format != FigureFormat.Svg && FigureWords.AreWide(words))
        {
            InstalledFonts.RequireChinese();
        }
    }

    private static void Require(FigureFormat format, InstalledConverter? program)
    {
        if (format != FigureFormat.Svg && program is null)
        {
            throw new InvalidOperationException(
                $"Figures become {format.ToString().ToUpperInvariant()} by rsvg-convert or by Chromium, Chrome or Edge, and none of them is in the path. "
                    + "Install one (Debian and Ubuntu: librsvg2-bin; macOS: brew install librsvg), or save the figure as .svg.");
        }
    }

    /// <summary>An SVG document in another format; <see cref="FigureFormat.Svg"/> gives its bytes.</summary>
    /// <param name="svg">The document, with width and height in points as <see cref="Figure.ToSvg"/> writes them.</param>
    /// <param name="format">The format.</param>
    /// <param name="dotsPerInch">The resolution of a picture, 10 to 2400.</param>
    /// <exception cref="ArgumentException">The document has no size, or the resolution is out of range.</exception>
    /// <exception cref="InvalidOperationException">No program is installed that can, or it failed; says what it said. Or the figure has Chinese signs and this
    /// machine no font for them.</exception>
    public static byte[] Convert(string svg, FigureFormat format, double dotsPerInch = DotsPerInch)
        => Convert(svg, format, dotsPerInch, InstalledConverter.Find());

    /// <summary>The same by a certain program.</summary>
    internal static byte[] Convert(string svg, FigureFormat format, double dotsPerInch, InstalledConverter? program)
    {
        if (format == FigureFormat.Svg)
        {
            return Encoding.UTF8.GetBytes(svg);
        }

        if (!(dotsPerInch is >= LowestResolution and <= HighestResolution))
        {
            throw new ArgumentOutOfRangeException(
                nameof(dotsPerInch), dotsPerInch, $"A picture has {LowestResolution} to {HighestResolution} dots per inch.");
        }

        (double width, double height) = SizeOf(svg);
        Require(format, program);
        if (FigureWords.AreWide(WebUtility.HtmlDecode(svg))) // signs beyond ASCII are written by their numbers
        {
            InstalledFonts.RequireChinese();
        }

        string folder = Directory.CreateTempSubdirectory("neuropil-figure-").FullName;
        try
        {
            string target = Path.Combine(folder, "figure." + format.ToString().ToLowerInvariant());
            Run(program!.Path, program.Arguments(folder, svg, (width, height), target, format, dotsPerInch));
            return File.Exists(target) ? File.ReadAllBytes(target)
                : throw new InvalidOperationException($"{program.Path} made no {format.ToString().ToUpperInvariant()} of the figure.");
        }
        finally
        {
            Remove(folder);
        }
    }

    private static (double Width, double Height) SizeOf(string svg)
    {
        try
        {
            XElement root = XDocument.Parse(svg).Root!;
            double Points(string name) => double.Parse(
                root.Attribute(name)?.Value.Replace("pt", "", StringComparison.Ordinal) ?? "", NumberStyles.Float, CultureInfo.InvariantCulture);
            return (Points("width"), Points("height"));
        }
        catch (Exception error) when (error is XmlException or FormatException)
        {
            throw new ArgumentException($"This is no SVG document with a width and a height in points: {error.Message}", nameof(svg), error);
        }
    }

    private static void Run(string program, IReadOnlyList<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
            })
            ?? throw new InvalidOperationException($"{program} does not start.");
        Task<string> said = process.StandardError.ReadToEndAsync();
        Task<string> printed = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not convert the figure within {patience.TotalSeconds:F0} s.");
        }

        _ = printed.Result;
        if (process.ExitCode != 0)
        {
            string[] lines = said.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new InvalidOperationException($"{program} could not convert the figure: {(lines.Length > 0 ? lines[^1] : $"exit code {process.ExitCode}")}");
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A browser's last process may still write into its profile; the system empties its folder of temporary files.
        }
    }
}
