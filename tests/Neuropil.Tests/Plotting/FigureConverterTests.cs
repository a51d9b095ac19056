using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Neuropil.Plotting;
using static Neuropil.Units;

namespace Neuropil.Tests.Plotting;

/// <summary>PDF and PNG by each program that this machine has.</summary>
public sealed class FigureConverterTests
{
    private static readonly string path = Environment.GetEnvironmentVariable("PATH") ?? "";
    private static readonly Figure figure = Sample.Figure("µ", new Series("uA", [0, 1], [0, 1])) with { Width = 100 * mm };

    public static TheoryData<bool> Programs => [false, true];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_picture_has_the_figures_size_at_the_resolution(bool browser)
    {
        byte[] png = FigureConverter.Convert(figure.ToSvg(), FigureFormat.Png, 150, Installed(browser));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        double height = new SvgFigure(figure).Height;
        Assert.Equal(100 / 25.4 * 150, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), 3.0);
        Assert.Equal(height / 72 * 150, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), 3.0);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_PDF_is_one_page_of_the_figures_size(bool browser)
    {
        byte[] pdf = FigureConverter.Convert(figure.ToSvg(), FigureFormat.Pdf, 300, Installed(browser));
        string text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Match box = Assert.Single(Regex.Matches(text, @"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]"));
        var svg = new SvgFigure(figure);
        Assert.Equal(svg.Width, SvgFigure.Number(box.Groups[1].Value), 1.0);
        Assert.Equal(svg.Height, SvgFigure.Number(box.Groups[2].Value), 1.0);
    }

    [Fact]
    public void Rsvg_convert_is_taken_before_a_browser_and_a_browser_before_nothing()
    {
        using var folder = new Recording.TemporaryFolder();
        string Name(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;
        string programs = Path.GetDirectoryName(folder["one"])!;
        Assert.Null(InstalledConverter.Find(programs, []));
        File.WriteAllText(folder[Name("chromium")], "");
        Assert.Equal((folder[Name("chromium")], true), Told(InstalledConverter.Find(programs, [])));
        File.WriteAllText(folder[Name("rsvg-convert")], "");
        Assert.Equal((folder[Name("rsvg-convert")], false), Told(InstalledConverter.Find(programs, [])));
        Assert.Equal((folder[Name("chromium")], true), Told(InstalledConverter.Find("", [folder["none"], folder[Name("chromium")]])));

        static (string, bool) Told(InstalledConverter? found) => (found!.Path, found.IsBrowser);
    }

    [Fact]
    public void Without_a_program_the_error_says_what_to_install()
    {
        var error = Assert.Throws<InvalidOperationException>(() => FigureConverter.Convert(figure.ToSvg(), FigureFormat.Pdf, 300, program: null));
        Assert.StartsWith("Figures become PDF by rsvg-convert or by Chromium", error.Message, StringComparison.Ordinal);
        Assert.Contains("librsvg2-bin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_fails_is_quoted()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("a shell script");
            return;
        }

        using var folder = new Recording.TemporaryFolder();
        string program = folder["converter"];
        File.WriteAllText(program, "#!/bin/sh\necho 'no fonts' >&2\nexit 3\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var error = Assert.Throws<InvalidOperationException>(
            () => FigureConverter.Convert(figure.ToSvg(), FigureFormat.Png, 300, new InstalledConverter(program, IsBrowser: false)));
        Assert.Contains("could not convert the figure: no fonts", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.svg", FigureFormat.Svg)]
    [InlineData("a.b/c.PDF", FigureFormat.Pdf)]
    [InlineData("a.png", FigureFormat.Png)]
    public void The_ending_says_the_format(string file, FigureFormat format) => Assert.Equal(format, FigureConverter.FormatOf(file));

    [Theory]
    [InlineData(9)]
    [InlineData(3000)]
    [InlineData(double.NaN)]
    public void Resolutions_out_of_range_are_refused(double resolution)
        => Assert.Contains("10 to 2400", Assert.Throws<ArgumentOutOfRangeException>(
            () => FigureConverter.Convert(figure.ToSvg(), FigureFormat.Png, resolution)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("no SVG")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10cm'/>")]
    public void What_is_no_drawing_with_a_size_is_refused(string svg)
    {
        var error = Assert.Throws<ArgumentException>(() => FigureConverter.Convert(svg, FigureFormat.Png));
        Assert.Contains("no SVG document", error.Message, StringComparison.Ordinal);
    }

    private static InstalledConverter Installed(bool browser)
    {
        string[] names = browser ? ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"] : ["rsvg-convert"];
        string? found = names.SelectMany(name => path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"none of {string.Join(", ", names)} is installed");
        return new InstalledConverter(found!, browser);
    }
}
