namespace Neuropil;

/// <summary>What an equation with white noise means where the noise's factor depends on the state.</summary>
public enum Calculus
{
    /// <summary>The factor is taken at the beginning of each moment: g dW is a martingale.</summary>
    Ito,

    /// <summary>The factor is taken in the middle: the limit of smooth noise, with the ordinary chain rule.</summary>
    Stratonovich,

    /// <summary>Only noise whose factor depends on no state is taken, for which both are the same.</summary>
    ItoAndStratonovich,
}

/// <summary>
/// What a method promises for equations with white noise. On the same path, the error at a fixed time falls with the strong order of the step.
/// </summary>
/// <param name="Calculus">How it reads the equations.</param>
/// <param name="StrongOrderAdditive">The strong order where the noise's factor depends on no state.</param>
/// <param name="StrongOrderMultiplicative">
/// The strong order where it does, for one noise in each equation (or noises that commute); null for a method that refuses such equations.
/// </param>
/// <param name="WeakOrder">The order of the error of means.</param>
public sealed record NoisePromise(Calculus Calculus, double StrongOrderAdditive, double? StrongOrderMultiplicative, double WeakOrder)
{
    /// <summary>Why a method cannot take the noise of these equations, or null when it can.</summary>
    internal static string? Refusal(Integrator method, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
    {
        foreach (var (variable, derivative) in equations)
        {
            foreach (var noise in Dependence.Noises(derivative))
            {
                var factor = Neuropil.Derivative.Of(derivative, noise);
                if (method.Noise is null)
                {
                    return $"{method.Name} cannot advance stochastic equations, but d{variable.Name}/dt has the white noise {noise.Name}; use "
                        + $"euler-maruyama or stochastic-heun";
                }

                if (Dependence.Noises(factor).Any())
                {
                    return $"white noise must enter linearly, but the factor of {noise.Name} in d{variable.Name}/dt is {ExprPrinter.Short(factor)}";
                }

                if (method.Noise.StrongOrderMultiplicative is null && Dependence.OnState(factor))
                {
                    return $"{method.Name} takes only noise whose factor depends on no state, but in d{variable.Name}/dt that of {noise.Name} is "
                        + $"{ExprPrinter.Short(factor)}; use euler-maruyama (Ito) or stochastic-heun (Stratonovich)";
                }
            }
        }

        return null;
    }

    /// <summary>The equation without its noise.</summary>
    internal static Expr Drift(Expr derivative)
    {
        var silent = Dependence.Noises(derivative).ToDictionary(noise => noise, noise => (Expr)new ConstantExpr(new Quantity(0, noise.Dimension)));
        return silent.Count == 0 ? derivative : Simplification.Simplify(Substitution.Replace(derivative, silent));
    }
}
