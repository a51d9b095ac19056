namespace Neuropil;

/// <summary>The width of a vector register.</summary>
public enum LaneWidth
{
    /// <summary>The widest that the machine has.</summary>
    Auto = 0,

    /// <summary>One number at a time.</summary>
    Scalar = 1,

    /// <summary>128 bits.</summary>
    Bits128 = 128,

    /// <summary>256 bits.</summary>
    Bits256 = 256,

    /// <summary>512 bits.</summary>
    Bits512 = 512,
}
