using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>What a kernel written by hand needs in one number format. Polynomials differ between formats by degree and coefficients, kernels do not.</summary>
internal interface IHandWrittenFunctions<T>
{
    /// <summary>A number in every lane.</summary>
    static abstract Vector512<T> All(double value);

    /// <summary>a b + c with one rounding.</summary>
    static abstract Vector512<T> FusedMultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c);

    /// <summary>e^x.</summary>
    static abstract Vector512<T> Exp(Vector512<T> x);

    /// <summary>(e^x - 1) / 2, accurate near zero; the caller knows that x is small enough above.</summary>
    static abstract Vector512<T> HalfExpm1(Vector512<T> x);
}
