namespace Neuropil;

/// <summary>The methods, by name.</summary>
public static class Integrators
{
    /// <summary>Forward Euler: y + dt f(t, y).</summary>
    public static Integrator ForwardEuler { get; } = new RungeKutta("forward-euler", 1, [[]], [1]);

    /// <summary>The explicit midpoint rule.</summary>
    public static Integrator Midpoint { get; } = new RungeKutta("midpoint", 2, [[], [0.5]], [0, 1]);

    /// <summary>Heun's second-order method (the explicit trapezoidal rule).</summary>
    public static Integrator Heun { get; } = new RungeKutta("heun", 2, [[], [1]], [0.5, 0.5]);

    /// <summary>The classical fourth-order Runge-Kutta method.</summary>
    public static Integrator RungeKutta4 { get; }
        = new RungeKutta("rk4", 4, [[], [0.5], [0, 0.5], [0, 0, 1]], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]);

    /// <summary>Exponential Euler, the default.</summary>
    public static Integrator ExponentialEuler { get; } = new ExponentialEuler();

    /// <summary>The exact propagator of linear systems, cell and current synapses jointly.</summary>
    public static Integrator ExactLinear { get; } = new ExactLinear();

    /// <summary>Backward Euler with two Newton steps, for stiff cells.</summary>
    public static Integrator BackwardEuler { get; } = new BackwardEuler("backward-euler", newtonSteps: 2);

    /// <summary>The method of Euler and Maruyama for white noise in Ito's calculus: y + dt f(y) + g(y) dW.</summary>
    public static Integrator EulerMaruyama { get; }
        = new RungeKutta("euler-maruyama", 1, [[]], [1], new NoisePromise(Calculus.Ito, StrongOrderAdditive: 1, StrongOrderMultiplicative: 0.5, WeakOrder: 1));

    /// <summary>Heun's method for white noise in Stratonovich's calculus: the mean of the slopes at the beginning and at the predicted end.</summary>
    public static Integrator StochasticHeun { get; }
        = new RungeKutta("stochastic-heun", 2, [[], [1]], [0.5, 0.5],
            new NoisePromise(Calculus.Stratonovich, StrongOrderAdditive: 1, StrongOrderMultiplicative: 1, WeakOrder: 1));

    /// <summary>Receptors whose variables open one another: of order 4, and stable at any step.</summary>
    internal static Integrator LinearCascade { get; } = new LinearCascade();

    /// <summary>All methods.</summary>
    public static IReadOnlyList<Integrator> All { get; }
        = [ForwardEuler, Midpoint, Heun, RungeKutta4, ExponentialEuler, ExactLinear, BackwardEuler, EulerMaruyama, StochasticHeun];

    /// <summary>The method of that name.</summary>
    /// <exception cref="UnknownNameException">There is none; the message gives the nearest.</exception>
    public static Integrator ByName(string name)
        => All.FirstOrDefault(method => method.Name == name) ?? throw UnknownNameException.For("integration method", name, All.Select(method => method.Name));
}
