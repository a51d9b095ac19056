namespace Neuropil;

/// <summary>How the components of enhancement act together.</summary>
public enum EnhancementForm
{
    /// <summary>(1 + F1 + F2) (1 + A) (1 + P): augmentation and potentiation multiply what facilitation makes (Magleby and Zengel 1982, J. Gen. Physiol.
    /// 80).</summary>
    Product,

    /// <summary>1 + F1 + F2 + A + P: all add (Magleby and Zengel 1975, J. Physiol. 245).</summary>
    Sum,
}
