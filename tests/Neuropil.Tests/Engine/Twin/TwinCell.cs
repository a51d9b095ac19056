namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// One cell as it was declared, stepped by a plain loop: what a step does is written out here from its description and shares nothing with the library's compiler, methods
/// or engine. All numbers are in SI units.
/// </summary>
internal sealed class TwinCell
{
    private readonly EquationSystem system;
    private readonly TwinMethod method;
    private readonly double timeStep;
    private readonly int index;
    private readonly Dictionary<Symbol, double> values = [];
    private readonly Dictionary<Symbol, double> arriving = [];
    private int refractorySteps;
    private long steps;

    /// <summary>The cell of that number in its population, at its initial values.</summary>
    public TwinCell(EquationSystem system, TwinMethod method, double timeStep, int index)
    {
        (this.system, this.method, this.timeStep, this.index) = (system, method, timeStep, index);
        foreach (var port in system.Ports)
        {
            arriving[port.Symbol] = 0;
        }

        foreach (var state in system.States)
        {
            Start(state);
        }
    }

    /// <summary>The value of a state variable.</summary>
    public double this[Symbol state] => values[state];

    /// <summary>Lets a weight arrive at the beginning of the next step.</summary>
    public void Arrive(Symbol port, double weight) => arriving[port] += weight;

    /// <summary>One step.</summary>
    /// <returns>Whether the cell spikes at its end.</returns>
    public bool Step()
    {
        var before = new Dictionary<Symbol, double>(values);
        bool isHeld = refractorySteps > 0;

        // 1. Receptors advance; then what arrives acts on them.
        Advance(UpdatePhase.Receptor);
        RunArrivals(UpdatePhase.Receptor);
        Hold(UpdatePhase.Receptor, isHeld, before);

        // 2. The cell integrates with those receptors; then what arrives acts on it.
        Advance(UpdatePhase.Cell);
        RunArrivals(UpdatePhase.Cell);
        Hold(UpdatePhase.Cell, isHeld, before);

        // 3. All conditions are looked at; then statements run.
        var happened = system.Events.Where(happening => happening.Kind == EventKind.Condition && Happens(happening, before)).ToList();
        bool spikes = happened.Exists(happening => happening.EmitsSpike);
        refractorySteps = Math.Max(refractorySteps - 1, 0);
        foreach (var happening in happened)
        {
            Run(happening, phase: null);
            if (happening.EmitsSpike && system.Refractoriness is { } refractoriness)
            {
                refractorySteps = (int)Math.Floor((Evaluate(refractoriness.Period) / timeStep) + 0.5);
            }
        }

        foreach (var port in arriving.Keys.ToList())
        {
            arriving[port] = 0;
        }

        steps++;
        return spikes;
    }

    /// <summary>The value of an expression over the cell's variables as they are.</summary>
    public double Evaluate(Expr expression) => Evaluate(expression, values, by: null).Number;

    private void Start(StateVariable state)
    {
        if (!values.ContainsKey(state.Symbol))
        {
            foreach (var needed in system.States.Where(other => Dependence.On(state.Initial, other.Symbol)))
            {
                Start(needed);
            }

            values[state.Symbol] = Evaluate(state.Initial);
        }
    }

    private bool Happens(ModelEvent happening, Dictionary<Symbol, double> before)
    {
        bool isNow = Evaluate(happening.Condition!) != 0;
        bool isCrossing = happening.Occurrence == Occurrence.WhenItBecomesTrue;
        bool was = Evaluate(happening.Condition!, before, by: null).IsTrue;

        // A period of R steps forbids a crossing in R steps; a condition that holds at the end of the last of them is a spike.
        bool isForbidden = happening.EmitsSpike && refractorySteps > (isCrossing ? 0 : 1);
        return isNow && !(isCrossing && was) && !isForbidden;
    }

    private void RunArrivals(UpdatePhase phase)
    {
        foreach (var happening in system.Events.Where(happening => happening.Kind == EventKind.Arrival && arriving[happening.Arriving!] != 0))
        {
            Run(happening, phase);
        }
    }

    private void Run(ModelEvent happening, UpdatePhase? phase)
    {
        foreach (var statement in system.Statements.Where(statement => statement.Event == happening))
        {
            if (phase is null || StateOf(statement.Variable).Phase == phase)
            {
                values[statement.Variable] = Evaluate(statement.Value);
                Cut(values, statement.Variable);
            }
        }
    }

    private void Hold(UpdatePhase phase, bool isHeld, Dictionary<Symbol, double> before)
    {
        foreach (var variable in (system.Refractoriness?.Held ?? []).Where(variable => isHeld && StateOf(variable).Phase == phase))
        {
            values[variable] = before[variable];
        }
    }

    private void Advance(UpdatePhase phase)
    {
        var own = system.States.Where(state => state.Phase == phase).ToList();
        var moving = own.FindAll(state => state.Update is null);
        var updated = own.FindAll(state => state.Update is not null).ConvertAll(state => (state.Symbol, Value: Evaluate(state.Update!)));
        var advanced = phase == UpdatePhase.Receptor ? Flow(moving) : method switch
        {
            TwinMethod.ForwardEuler => moving.ConvertAll(state => values[state.Symbol] + (timeStep * Slope(state, values, steps))),
            TwinMethod.ExponentialEuler => moving.ConvertAll(Exponential),
            _ => RungeKutta4(moving),
        };
        for (int i = 0; i < moving.Count; i++)
        {
            values[moving[i].Symbol] = advanced[i];
        }

        updated.ForEach(pair => values[pair.Symbol] = pair.Value);
        own.ForEach(state => Cut(values, state.Symbol));
    }

    // y + dt exprel(dt lambda) f with f = dy/dt and lambda = df/dy.
    private double Exponential(StateVariable state)
    {
        var (f, lambda) = Evaluate(state.Derivative, values, state.Symbol);
        return values[state.Symbol] + (timeStep * TwinValue.Exprel(timeStep * lambda) * f);
    }

    // Linear receptors, dy/dt = A y + b, advance exactly, by the series y + sum_k h^k/k! A^(k - 1) f(y): its twentieth term is below 1e-19 for steps up to the time constants.
    private List<double> Flow(List<StateVariable> moving)
    {
        const int terms = 20;
        var matrix = moving.ConvertAll(row => moving.ConvertAll(column => Evaluate(row.Derivative, values, column.Symbol).Slope));
        var term = moving.ConvertAll(state => timeStep * Slope(state, values, steps));
        var sum = moving.ConvertAll(state => values[state.Symbol]);
        for (int k = 2; k <= terms; k++)
        {
            sum = [.. sum.Zip(term, (a, b) => a + b)];
            term = matrix.ConvertAll(row => row.Zip(term, (a, b) => a * b).Sum() * timeStep / k);
        }

        return sum;
    }

    private List<double> RungeKutta4(List<StateVariable> moving)
    {
        var k1 = moving.ConvertAll(state => Slope(state, values, steps));
        var k2 = Stage(k1, 0.5);
        var k3 = Stage(k2, 0.5);
        var k4 = Stage(k3, 1);
        return moving.Select((state, i) => values[state.Symbol] + (timeStep / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]))).ToList();

        List<double> Stage(List<double> slopes, double part)
        {
            var at = new Dictionary<Symbol, double>(values);
            for (int i = 0; i < moving.Count; i++)
            {
                at[moving[i].Symbol] = values[moving[i].Symbol] + (part * timeStep * slopes[i]);
            }

            moving.ForEach(state => Cut(at, state.Symbol)); // no equation sees what is above a ceiling
            return moving.ConvertAll(state => Slope(state, at, steps + part));
        }
    }

    private double Slope(StateVariable state, Dictionary<Symbol, double> at, double step) => Evaluate(state.Derivative, at, by: null, step).Number;

    private void Cut(Dictionary<Symbol, double> at, Symbol variable)
    {
        if (StateOf(variable).Ceiling is { } ceiling)
        {
            at[variable] = Math.Min(at[variable], Evaluate(ceiling, at, by: null).Number);
        }
    }

    private StateVariable StateOf(Symbol variable) => system.States.Single(state => ReferenceEquals(state.Symbol, variable));

    private TwinValue Evaluate(Expr expression, Dictionary<Symbol, double> at, Symbol? by, double? step = null)
    {
        switch (expression)
        {
            case ConstantExpr constant:
                return new(constant.Value.SiValue, 0);
            case ParameterExpr { Parameter: var parameter }:
                double[] own = new double[1];
                parameter.Fill(own, seed: 1, RandomPurpose.Parameter, family: 0, index);
                return new(own[0], 0);
            case Symbol symbol:
                double number = ReferenceEquals(symbol, Symbol.StepStart) ? steps * timeStep
                    : symbol.Kind == SymbolKind.Time ? (step ?? steps) * timeStep
                    : symbol.Kind == SymbolKind.TimeStep ? timeStep
                    : symbol.Kind == SymbolKind.Arrival ? arriving[symbol]
                    : at[symbol];
                return new(number, ReferenceEquals(symbol, by) ? 1 : 0);
            case OperationExpr operation:
                return TwinValue.Of(operation.Operator, operation.Operands.Select(operand => Evaluate(operand, at, by, step)).ToArray());
            default:
                throw new NotSupportedException($"The twin does not know {expression.GetType().Name}.");
        }
    }
}
