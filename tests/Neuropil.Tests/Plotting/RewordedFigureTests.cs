using System.Xml.Linq;
using Neuropil.Plotting;
using static Neuropil.Units;

namespace Neuropil.Tests.Plotting;

/// <summary>Figures with words of another language.</summary>
public sealed class RewordedFigureTests
{
    private static readonly Figure figure = new()
    {
        Panels =
        [
            new Panel
            {
                Title = "one cell", X = new Axis("Time", "ms"), Y = new Axis("Input", "thresholds"),
                Layers = [new Series("excitation", [0, 1, 2], [0, 3, 1]), new Bars("", [0, 1, 2], [1, 2]), ReferenceLine.AtY(1, "threshold")],
            },
        ],
    };

    [Fact]
    public void Every_word_is_passed_through_and_numbers_stay()
    {
        var words = new List<string>();
        string svg = figure.Reworded(word =>
        {
            words.Add(word);
            return word == "excitation" ? "兴奋" : word;
        }).ToSvg();
        Assert.Equal(["one cell", "Time", "ms", "Input", "thresholds", "excitation", "threshold"], words);
        string drawn = string.Join('|', XDocument.Parse(svg).Descendants().Where(each => each.Name.LocalName == "text").Select(each => each.Value));
        Assert.Contains("兴奋", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("excitation", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_stay_leave_the_same_bytes_and_Chinese_ones_name_fonts_that_hold_them()
    {
        Assert.Equal(figure.ToSvg(), figure.Reworded(word => word).ToSvg());
        Assert.DoesNotContain("CJK", figure.ToSvg(), StringComparison.Ordinal);
        string svg = figure.Reworded(word => word == "Time" ? "时间" : word).ToSvg();
        string fonts = XDocument.Parse(svg).Root!.Attribute("font-family")!.Value;
        Assert.All(["'Noto Sans CJK SC'", "'Microsoft YaHei'", "'PingFang SC'"], font => Assert.Contains(font, fonts, StringComparison.Ordinal));
    }

    [Fact]
    public void Square_signs_get_the_room_that_they_need()
        => Assert.True(TextWidth.Of("兴奋性电导", 8) > 5 * 8, "five signs are five squares wide");

    /// <summary>Where fontconfig knows no font of a script it says so; where it is missing nothing is refused.</summary>
    [Fact]
    public void A_script_that_no_font_holds_is_noticed()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fc-list"), "fontconfig is not installed");
        Assert.True(InstalledFonts.Lacks(":family=No such family of fonts"));
        Assert.False(InstalledFonts.Lacks(":lang=en"));
    }
}
