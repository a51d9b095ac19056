using Neuropil.Descriptions;

namespace Neuropil.Tests.Descriptions;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("V(0) = 1 mV", 11)]
    [InlineData("膜电位", 6)]
    [InlineData("膜 V。", 6)]
    [InlineData("µ ² τ", 5)]
    public void A_Chinese_sign_takes_two_columns(string text, int width) => Assert.Equal(width, DisplayWidth.Of(text));

    [Fact]
    public void Columns_of_a_table_stand_below_each_other_in_both_scripts()
        => Assert.Equal(DisplayWidth.Of(DisplayWidth.PadRight("default", 12)), DisplayWidth.Of(DisplayWidth.PadLeft("默认值", 12)));

    [Theory]
    [InlineData("one two three", 8, "one two\nthree")]
    [InlineData("one two three", 7, "one two\nthree")]
    [InlineData("longer than a line", 4, "longer\nthan\na\nline")]
    [InlineData("膜电位由通道决定", 8, "膜电位由\n通道决定")]
    [InlineData("膜电位由。通道", 8, "膜电位\n由。通道")] // no line begins with a full stop
    [InlineData("膜 conductance 大", 8, "膜\nconductance\n大")]
    public void Lines_break_at_spaces_and_between_Chinese_signs(string text, int width, string expected)
        => Assert.Equal(expected, DisplayWidth.Wrap(text, width));

    /// <summary>The obvious way: word by word.</summary>
    [Fact]
    public void Paragraphs_without_Chinese_break_where_words_do()
    {
        foreach (var model in ModelCatalogue.All)
        {
            string text = string.Join(' ', ModelPages.Text(model).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
            var lines = new List<string> { "" };
            foreach (string word in text.Split(' '))
            {
                if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > 60)
                {
                    lines.Add("");
                }

                lines[^1] += lines[^1].Length > 0 ? " " + word : word;
            }

            Assert.Equal(string.Join('\n', lines), DisplayWidth.Wrap(text, 60));
        }
    }
}
