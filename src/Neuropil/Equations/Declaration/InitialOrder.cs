namespace Neuropil;

/// <summary>The order in which initial values must be computed, since one may depend on others (a gate's steady state on the voltage).</summary>
internal static class InitialOrder
{
    /// <summary>The variables, each after those that its initial value needs.</summary>
    /// <exception cref="InvalidOperationException">Initial values need each other in a circle; the message names it.</exception>
    public static IReadOnlyList<StateVariable> Of(IReadOnlyList<StateVariable> states)
    {
        var bySymbol = states.ToDictionary(state => state.Symbol);
        var ordered = new List<StateVariable>();
        var path = new List<StateVariable>();
        foreach (var state in states)
        {
            Visit(state);
        }

        return ordered;

        void Visit(StateVariable state)
        {
            if (path.Contains(state))
            {
                string circle = string.Join(" -> ", path.SkipWhile(other => other != state).Append(state).Select(other => other.Symbol.Name));
                throw new InvalidOperationException($"The initial value of '{state.Symbol.Name}' depends on itself: {circle}.");
            }

            if (ordered.Contains(state))
            {
                return;
            }

            path.Add(state);
            foreach (var symbol in Dependence.Symbols(state.Initial).Where(bySymbol.ContainsKey))
            {
                Visit(bySymbol[symbol]);
            }

            path.RemoveAt(path.Count - 1);
            ordered.Add(state);
        }
    }

    /// <summary>Throws where initial values need each other in a circle.</summary>
    public static void RequireNoCircle(IReadOnlyList<StateVariable> states) => Of(states);
}
