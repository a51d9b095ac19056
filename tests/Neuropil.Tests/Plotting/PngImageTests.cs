using Neuropil.Plotting;

namespace Neuropil.Tests.Plotting;

public class PngImageTests
{
    [Fact]
    public void A_picture_decodes_to_its_pixels()
    {
        byte[] pixels = [0, 1, 2, 2, 1, 0];
        var png = new DecodedPng(PngImage.Encode(pixels, 3, 2, [(new Colour(1, 2, 3), 0), (new Colour(250, 0, 9), 128), (Colour.Black, 255)]));
        Assert.Equal((3, 2), (png.Width, png.Height));
        Assert.Equal((1, 2, 3, 0), png.Pixel(0, 0));
        Assert.Equal((250, 0, 9, 128), png.Pixel(1, 0));
        Assert.Equal((0, 0, 0, 255), png.Pixel(0, 1));
        Assert.Equal((1, 2, 3, 0), png.Pixel(2, 1));
    }

    [Fact]
    public void A_large_picture_keeps_every_pixel()
    {
        byte[] pixels = new byte[700 * 300];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 7919 % 16);
        }

        var palette = Enumerable.Range(0, 16).Select(i => (new Colour((byte)i, 0, 0), (byte)255)).ToArray();
        var png = new DecodedPng(PngImage.Encode(pixels, 700, 300, palette));
        for (int i = 0; i < pixels.Length; i++)
        {
            if (png.Pixel(i % 700, i / 700).Red != pixels[i])
            {
                Assert.Fail($"Pixel {i} is {png.Pixel(i % 700, i / 700)}.");
            }
        }
    }
}
