namespace Neuropil.Compiler;

/// <summary>
/// How a 64-bit integer n below 2^51 becomes a number where the machine has no instruction for it: 1.5 2^52 as a double has the integer's
/// weight one in its lowest bit, so that its bits plus n are those of 1.5 2^52 + n, exactly.
/// </summary>
internal static class IntegerConversion
{
    public const double Magic = 6755399441055744.0; // 1.5 2^52

    public const long MagicBits = 0x4338000000000000;
}
