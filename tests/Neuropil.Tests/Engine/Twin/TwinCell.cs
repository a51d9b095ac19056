namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// One cell as it was declared, stepped by a plain loop: what a step does is written out here from its description and shares nothing with the library's
/// compiler, methods or engine. All numbers are in SI units.
/// </summary>
internal sealed class TwinCell
{
    private readonly TwinEquations equations;
    private readonly TwinMethod method;
    private readonly double timeStep;
    private readonly double[] numbers;
    private readonly bool[] isStarted;
    private int refractorySteps;
    private long steps;

    /// <summary>The cell of that number in its population, at its initial values.</summary>
    public TwinCell(TwinEquations equations, TwinMethod method, double timeStep, int index)
    {
        (this.equations, this.method, this.timeStep) = (equations, method, timeStep);
        numbers = new double[equations.Places.Count];
        isStarted = new bool[numbers.Length];
        foreach (var (parameter, place) in equations.Places.Parameters)
        {
            parameter.Fill(numbers.AsSpan(place, 1), seed: 1, RandomPurpose.Parameter, family: 0, index);
        }

        SetTime(numbers, 0);
        foreach (var state in equations.System.States)
        {
            Start(state);
        }
    }

    /// <summary>The value of a state variable.</summary>
    public double this[Symbol state] => numbers[equations.Places.Of(state)];

    /// <summary>Lets a weight arrive at the beginning of the next step.</summary>
    public void Arrive(Symbol port, double weight) => numbers[equations.Places.Of(port)] += weight;

    /// <summary>One step.</summary>
    /// <returns>Whether the cell spikes at its end.</returns>
    public bool Step()
    {
        SetTime(numbers, steps);
        double[] before = [.. numbers];
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
        var happened = equations.Conditions.Where(happening => Happens(happening, before)).ToList();
        bool spikes = happened.Exists(happening => happening.EmitsSpike);
        refractorySteps = Math.Max(refractorySteps - 1, 0);
        foreach (var happening in happened)
        {
            Run(happening, phase: null);
            if (happening.EmitsSpike && equations.System.Refractoriness is { } refractoriness)
            {
                refractorySteps = (int)Math.Floor((equations[refractoriness.Period].Of(numbers) / timeStep) + 0.5);
            }
        }

        foreach (var port in equations.System.Ports)
        {
            numbers[equations.Places.Of(port.Symbol)] = 0;
        }

        steps++;
        return spikes;
    }

    private void Start(StateVariable state)
    {
        int place = equations.PlaceOf(state);
        if (!isStarted[place])
        {
            isStarted[place] = true;
            foreach (var needed in equations.System.States.Where(other => equations[state.Initial].Reads(equations.PlaceOf(other))))
            {
                Start(needed);
            }

            numbers[place] = equations[state.Initial].Of(numbers);
        }
    }

    private void SetTime(double[] at, double step)
    {
        foreach (var (symbol, place) in equations.Places.Symbols)
        {
            if (symbol.Kind is SymbolKind.Time or SymbolKind.TimeStep || ReferenceEquals(symbol, Symbol.StepStart))
            {
                at[place] = timeStep * (ReferenceEquals(symbol, Symbol.StepStart) ? steps : symbol.Kind == SymbolKind.Time ? step : 1);
            }
        }
    }

    private bool Happens(ModelEvent happening, double[] before)
    {
        var condition = equations[happening.Condition!];
        bool isCrossing = happening.Occurrence == Occurrence.WhenItBecomesTrue;

        // A period of R steps forbids a crossing in R steps; a condition that holds at the end of the last of them is a spike.
        bool isForbidden = happening.EmitsSpike && refractorySteps > (isCrossing ? 0 : 1);
        return condition.Of(numbers) != 0 && !(isCrossing && condition.Of(before) != 0) && !isForbidden;
    }

    private void RunArrivals(UpdatePhase phase)
    {
        foreach (var happening in equations.Arrivals)
        {
            if (numbers[equations.Places.Of(happening.Arriving!)] != 0)
            {
                Run(happening, phase);
            }
        }
    }

    private void Run(ModelEvent happening, UpdatePhase? phase)
    {
        foreach (var (statement, state) in equations.StatementsOn[happening])
        {
            if (phase is null || state.Phase == phase)
            {
                numbers[equations.PlaceOf(state)] = equations[statement.Value].Of(numbers);
                Cut(numbers, state);
            }
        }
    }

    private void Hold(UpdatePhase phase, bool isHeld, double[] before)
    {
        foreach (var state in (equations.System.Refractoriness?.Held ?? []).Where(_ => isHeld).Select(equations.StateOf).Where(state => state.Phase == phase))
        {
            numbers[equations.PlaceOf(state)] = before[equations.PlaceOf(state)];
        }
    }

    private void Advance(UpdatePhase phase)
    {
        var own = equations.InPhase[phase];
        var moving = own.FindAll(state => state.Update is null);
        var updated = own.FindAll(state => state.Update is not null).ConvertAll(state => (State: state, Value: equations[state.Update!].Of(numbers)));
        var advanced = phase == UpdatePhase.Receptor ? Flow(moving) : method switch
        {
            TwinMethod.ForwardEuler => moving.ConvertAll(state => numbers[equations.PlaceOf(state)] + (timeStep * Slope(state, numbers))),
            TwinMethod.ExponentialEuler => moving.ConvertAll(Exponential),
            _ => RungeKutta4(moving),
        };
        for (int i = 0; i < moving.Count; i++)
        {
            numbers[equations.PlaceOf(moving[i])] = advanced[i];
        }

        updated.ForEach(pair => numbers[equations.PlaceOf(pair.State)] = pair.Value);
        own.ForEach(state => Cut(numbers, state));
    }

    // y + dt exprel(dt lambda) f with f = dy/dt and lambda = df/dy.
    private double Exponential(StateVariable state)
    {
        int place = equations.PlaceOf(state);
        var (f, lambda) = equations[state.Derivative].Of(numbers, place);
        return numbers[place] + (timeStep * TwinValue.Exprel(timeStep * lambda) * f);
    }

    // Linear receptors, dy/dt = A y + b, advance exactly, by the series y + sum_k h^k/k! A^(k - 1) f(y): its twentieth term is below 1e-19 for steps up to the
    // time constants.
    private List<double> Flow(List<StateVariable> moving)
    {
        const int terms = 20;
        var matrix = moving.ConvertAll(row => moving.ConvertAll(column => equations[row.Derivative].Of(numbers, equations.PlaceOf(column)).Slope));
        var term = moving.ConvertAll(state => timeStep * Slope(state, numbers));
        var sum = moving.ConvertAll(state => numbers[equations.PlaceOf(state)]);
        for (int k = 2; k <= terms; k++)
        {
            sum = [.. sum.Zip(term, (a, b) => a + b)];
            term = matrix.ConvertAll(row => row.Zip(term, (a, b) => a * b).Sum() * timeStep / k);
        }

        return sum;
    }

    private List<double> RungeKutta4(List<StateVariable> moving)
    {
        var k1 = moving.ConvertAll(state => Slope(state, numbers));
        var k2 = Stage(k1, 0.5);
        var k3 = Stage(k2, 0.5);
        var k4 = Stage(k3, 1);
        return moving.Select((state, i) => numbers[equations.PlaceOf(state)] + (timeStep / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]))).ToList();

        List<double> Stage(List<double> slopes, double part)
        {
            double[] at = [.. numbers];
            SetTime(at, steps + part);
            for (int i = 0; i < moving.Count; i++)
            {
                at[equations.PlaceOf(moving[i])] += part * timeStep * slopes[i];
            }

            moving.ForEach(state => Cut(at, state)); // no equation sees what is above a ceiling
            return moving.ConvertAll(state => Slope(state, at));
        }
    }

    private double Slope(StateVariable state, double[] at) => equations[state.Derivative].Of(at);

    private void Cut(double[] at, StateVariable state)
    {
        if (state.Ceiling is { } ceiling)
        {
            int place = equations.PlaceOf(state);
            at[place] = Math.Min(at[place], equations[ceiling].Of(at));
        }
    }
}
