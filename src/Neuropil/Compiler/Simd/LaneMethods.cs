using System.Reflection;

namespace Neuropil.Compiler;

/// <summary>The methods that stand for the primitives in one width and precision.</summary>
/// <param name="Load">Consecutive values from an address.</param>
/// <param name="Store">Writes consecutive values to an address.</param>
/// <param name="StoreChanged">The same, only in lanes that change where the machine has stores of single lanes.</param>
/// <param name="LoadArrivals">Consecutive 64-bit integers, each below 2^51, from an address as numbers, times the number at a second address.</param>
/// <param name="ClearArrivals">Writes as many 64-bit zeros to an address.</param>
/// <param name="Broadcast">One number from an address in every lane.</param>
/// <param name="Bits">A truth value's lanes as bits.</param>
/// <param name="Operations">The operations on values.</param>
internal sealed record LaneMethods(
    MethodInfo Load,
    MethodInfo Store,
    MethodInfo StoreChanged,
    MethodInfo LoadArrivals,
    MethodInfo ClearArrivals,
    MethodInfo Broadcast,
    MethodInfo Bits,
    IReadOnlyDictionary<KernelOperation, MethodInfo> Operations)
{
    /// <summary>The method behind a delegate: checked by the compiler, and no search by name.</summary>
    public static MethodInfo Of<TFrom, TTo>(Func<TFrom, TTo> method) => method.Method;

    /// <inheritdoc cref="Of{TFrom, TTo}(Func{TFrom, TTo})"/>
    public static MethodInfo Of<TFrom, TValue>(Action<TFrom, TValue> method) => method.Method;

    /// <inheritdoc cref="Of{TFrom, TTo}(Func{TFrom, TTo})"/>
    public static MethodInfo Of<TFrom>(Action<TFrom> method) => method.Method;

    /// <inheritdoc cref="Of{TFrom, TTo}(Func{TFrom, TTo})"/>
    public static MethodInfo Of<TFirst, TSecond, TTo>(Func<TFirst, TSecond, TTo> method) => method.Method;

    /// <inheritdoc cref="Of{TFrom, TTo}(Func{TFrom, TTo})"/>
    public static MethodInfo Unary<TValue>(Func<TValue, TValue> method) => method.Method;

    /// <inheritdoc cref="Of{TFrom, TTo}(Func{TFrom, TTo})"/>
    public static MethodInfo Binary<TValue>(Func<TValue, TValue, TValue> method) => method.Method;

    /// <inheritdoc cref="Of{TFrom, TTo}(Func{TFrom, TTo})"/>
    public static MethodInfo Comparison<TValue>(Func<TValue, TValue, bool> method) => method.Method;

    /// <inheritdoc cref="Of{TFrom, TTo}(Func{TFrom, TTo})"/>
    public static MethodInfo Ternary<TValue>(Func<TValue, TValue, TValue, TValue> method) => method.Method;
}
