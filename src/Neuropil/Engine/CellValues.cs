using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Values of expressions for every cell before the run: parameters as drawn or given, columns derived from them, and initial states. Everything
/// is in kernel units, and is a function of the seeds, the population and the name alone.
/// </summary>
internal sealed class CellValues(Network network, Population population, int populationIndex, EquationSystem equations, double timeStep)
{
    private readonly Dictionary<Parameter, double[]> parameters = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Parameter> kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Symbol, double[]?> initial = [];

    /// <summary>The time step in kernel units.</summary>
    public double TimeStep => timeStep;

    /// <summary>A parameter's value in every cell.</summary>
    public double[] Of(Parameter parameter)
    {
        if (!parameters.TryGetValue(parameter, out var values))
        {
            string name = equations.ParameterNames.GetValueOrDefault(parameter, parameter.ToString());
            values = Drawn(parameter, name, network.Seed, RandomPurpose.Parameter);
            RequireBound(parameter, name, values);
            parameters[parameter] = values;
        }

        return values;
    }

    /// <summary>Values of a distribution that stands in place of the parameter of that name: those that a model with it draws.</summary>
    public double[] DrawnParameter(Parameter parameter, string name) => Drawn(parameter, name, network.Seed, RandomPurpose.Parameter);

    /// <summary>Values of a distribution for a state variable at a step: before the first those with which a model starts, and later others.</summary>
    public double[] DrawnState(Parameter parameter, string name, long step)
        => Drawn(parameter, name, network.InitialSeed ?? network.Seed, RandomPurpose.InitialValue, step: step);

    /// <summary>Gives a parameter its values, in kernel units, in place of what it declares.</summary>
    /// <exception cref="ArgumentException">A value must be more than zero, and is not.</exception>
    public void Give(Parameter parameter, string name, double[] values)
    {
        RequireBound(parameter, name, values);
        parameters[parameter] = values;
        kept.Add(parameter);
    }

    /// <summary>
    /// Lets go of the values of parameters that are drawn again when they are asked for: the columns of a running network have them, and 8 bytes for each cell
    /// and parameter beside these would not become less where the network is divided.
    /// </summary>
    public void LetGo()
    {
        foreach (var parameter in parameters.Keys.Where(parameter => !kept.Contains(parameter)).ToList())
        {
            parameters.Remove(parameter);
        }
    }

    /// <summary>Fills the columns of a population's block: parameters, what follows from them, and initial states.</summary>
    /// <exception cref="ArgumentException">A value has another unit, another count, or is not a finite number.</exception>
    public void FillColumns(StateBlock block)
    {
        RequireEachOnce();
        for (int column = 0; column < block.Plan.Columns.Count; column++)
        {
            if (block.Plan.Columns[column] is { Kind: ColumnKind.State } description)
            {
                block.Fill(column, Initial(equations.States.First(state => state.Symbol.Name == description.Name)));
            }
        }

        foreach (var (column, values) in ParameterColumns(block.Plan))
        {
            block.Fill(column, values);
        }
    }

    /// <summary>The columns of a plan that hold parameters and what follows from them, with their values.</summary>
    /// <exception cref="ArgumentException">As <see cref="FillColumns"/> throws it.</exception>
    public IEnumerable<(int Column, double[] Values)> ParameterColumns(KernelPlan plan)
    {
        for (int column = 0; column < plan.Columns.Count; column++)
        {
            var description = plan.Columns[column];
            if (description.Kind == ColumnKind.Parameter)
            {
                yield return (column, Of(((ParameterExpr)description.Source!).Parameter));
            }
            else if (description.Kind == ColumnKind.Derived)
            {
                yield return (column, RequireNumbers(Of(description.Source!), description.Source!));
            }
        }
    }

    /// <summary>An expression of parameters and the time step, in every cell.</summary>
    public double[] Of(Expr expression)
    {
        var tape = new ExpressionTape([expression]);
        var columns = tape.Inputs.ConvertAll(InputOf);
        var result = new double[population.Size];
        var inputs = new double[columns.Count];
        var output = new double[1];
        for (int cell = 0; cell < result.Length; cell++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = columns[i] is { Length: 1 } single ? single[0] : columns[i][cell];
            }

            tape.Evaluate(inputs, output);
            result[cell] = output[0];
            if (columns.TrueForAll(column => column.Length == 1))
            {
                Array.Fill(result, output[0]);
                break;
            }
        }

        return result;
    }

    /// <summary>A state variable's initial value in every cell.</summary>
    /// <exception cref="ArgumentException">A given value has another unit, another count, or is not finite; or initial values depend on each other in a
    /// circle.</exception>
    public double[] Initial(StateVariable state)
    {
        if (initial.TryGetValue(state.Symbol, out var known))
        {
            return known ?? throw new ArgumentException($"The initial value of {state.Symbol.Name} in population '{population.Name}' depends on itself.");
        }

        initial[state.Symbol] = null;
        var given = population.Initial.FirstOrDefault(pair => ReferenceEquals(equations.FindState(pair.Key).Symbol, state.Symbol));
        var values = given.Value is { } parameter ? Given(state, given.Key, parameter) : Of(state.Initial);
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The initial value of {state.Symbol.Name} in cell {bad} of population '{population.Name}' is {values[bad]}; expected a finite number.");
        }

        initial[state.Symbol] = values;
        return values;
    }

    private void RequireEachOnce()
    {
        foreach (var keys in population.Initial.Keys.GroupBy(key => equations.FindState(key).Symbol).Where(keys => keys.Count() > 1))
        {
            throw new ArgumentException($"Population '{population.Name}' has two initial values for {keys.Key.Name}: {string.Join(" and ", keys)}.");
        }
    }

    private void RequireBound(Parameter parameter, string name, double[] values)
    {
        if (equations.ParameterBounds.TryGetValue(parameter, out var bound)
            && Array.FindIndex(values, value => !bound.Holds(KernelUnits.ToSi(value, parameter.Dimension))) is >= 0 and var bad)
        {
            string value = QuantityPrinter.Print(new Quantity(KernelUnits.ToSi(values[bad], parameter.Dimension), parameter.Dimension));
            throw new ArgumentException($"Population '{population.Name}', cell {bad}: {bound.Message(name, value, parameter.Dimension)}");
        }
    }

    private double[] RequireNumbers(double[] values, Expr expression)
    {
        int bad = Array.FindIndex(values, double.IsNaN);
        return bad < 0 ? values
            : throw new ArgumentException($"In cell {bad} of population '{population.Name}' {expression} is not a number: check its parameters.");
    }

    private double[] Given(StateVariable state, string key, Parameter parameter)
    {
        if (parameter.Dimension != state.Symbol.Dimension)
        {
            throw new ArgumentException(
                $"Population '{population.Name}': the initial value of {state.Symbol.Name} must be in "
                    + $"{QuantityCatalogue.Describe(state.Symbol.Dimension)}, but {parameter} is in {QuantityCatalogue.Describe(parameter.Dimension)}.");
        }

        return Drawn(parameter, $"initial value of {key}", network.InitialSeed ?? network.Seed, RandomPurpose.InitialValue, state.Symbol.Name);
    }

    private double[] InputOf(Expr input) => input switch
    {
        ParameterExpr parameter => Of(parameter.Parameter),
        Symbol symbol when ReferenceEquals(symbol, Symbol.TimeStep) => [timeStep],
        Symbol symbol when ReferenceEquals(symbol, Symbol.Time) => [0],
        Symbol { Kind: SymbolKind.State } symbol => Initial(equations.States.First(state => ReferenceEquals(state.Symbol, symbol))),
        _ => throw new InvalidOperationException($"'{input}' has no value before the run."),
    };

    private double[] Drawn(Parameter parameter, string name, ulong seed, RandomPurpose purpose, string? key = null, long step = 0)
    {
        if (parameter.Count is { } count && count != population.Size)
        {
            throw new ArgumentException($"Population '{population.Name}' has {population.Size} cells, but the list for {name} has {count} values.");
        }

        var values = new double[population.Size];
        ulong family = RandomStream.Entity((ulong)populationIndex, StableHash.Of(key ?? name));
        parameter.Fill(values, seed, purpose, step == 0 ? family : RandomStream.Entity(family, (ulong)step), 0);
        if (parameter.IsUniform)
        {
            Array.Fill(values, KernelUnits.FromSi(parameter.UniformSi, parameter.Dimension));
        }
        else if (parameter.Count is null)
        {
            KernelScale.FromSi(values, parameter.Dimension);
        }
        else
        {
            values = Array.ConvertAll(values, value => KernelUnits.FromSi(value, parameter.Dimension));
        }

        return values;
    }
}
