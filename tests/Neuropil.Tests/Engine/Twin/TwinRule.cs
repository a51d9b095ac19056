namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// What the release and the plasticity of a projection declare, as formulas for each of its <see cref="TwinSynapse"/>s. It reads the declaration alone: scopes,
/// and how the library advances what lives in them, are not looked at.
/// </summary>
internal sealed class TwinRule
{
    private readonly SynapseBuilder declared;
    private readonly Dictionary<Symbol, string> chanceNames;

    public TwinRule(TwinProjection projection, EquationSystem target)
    {
        declared = new SynapseBuilder(projection.Receptor.WeightDimension);
        foreach (var model in new SynapseModel?[] { projection.Release, projection.Plasticity }.OfType<SynapseModel>())
        {
            declared.InScope(model.Name, model, () => model.Declare(declared));
        }

        Weight = Places.Of(declared.Weight);
        Variables = [.. declared.Variables.Select(variable => new Variable(
            variable.Symbol, variable.Declared, Places.Of(variable.Symbol), Formula(variable.Initial), variable.Derivative is null ? null
                : Formula(variable.Derivative), Within(variable.Bounds)))];
        WeightBounds = Within(declared.WeightBounds);
        Statements = [.. declared.Statements.Select(statement => (statement.Event, Places.Of(statement.Variable), Formula(statement.Value)))];
        Emissions = [.. declared.Emissions.Select(emission => (emission.Event, Formula(emission.Factor), emission.After))];
        chanceNames = declared.Drawn.ToDictionary(chance => chance, chance => chance.Name);
        OfTarget = [.. declared.TargetNames.Select(pair => (Places.Of(pair.Key), target.FindState(pair.Value).Symbol))];
        Clocks = [.. declared.Clocks.Select(clock => (clock.Event, (int)Math.Round(clock.Period.SiValue / TwinNetwork.TimeStep)))];
    }

    public TwinPlaces Places { get; } = new();

    public int Weight { get; }

    public IReadOnlyList<Variable> Variables { get; }

    public (TwinFormula Minimum, TwinFormula Maximum)? WeightBounds { get; }

    public IReadOnlyList<(ModelEvent Event, int Variable, TwinFormula Value)> Statements { get; }

    /// <summary>What is emitted at which event, and behind how many statements.</summary>
    public IReadOnlyList<(ModelEvent Event, TwinFormula Factor, int After)> Emissions { get; }

    /// <summary>The state variables of the target that are read, and where they go.</summary>
    public IReadOnlyList<(int Place, Symbol State)> OfTarget { get; }

    /// <summary>Clocks, and how many steps they take.</summary>
    public IReadOnlyList<(ModelEvent Event, int Period)> Clocks { get; }

    public ModelEvent PresynapticSpike => declared.PresynapticSpike;

    public ModelEvent PostsynapticSpike => declared.PostsynapticSpike;

    /// <summary>Whether an event lets out anything: a spike does unless clocks alone do.</summary>
    public bool Emits(ModelEvent happening)
        => Emissions.Any(emission => emission.Event == happening) || (happening == PresynapticSpike && Emissions.Count == 0);

    /// <summary>
    /// The largest amount that is declared for one step: the largest weight, which is the bound of one that changes, times the largest emissions of all events.
    /// </summary>
    public double LargestAmount(double largestWeight)
    {
        bool changes = Statements.Any(statement => statement.Variable == Weight);
        double weight = changes ? WeightBounds!.Value.Maximum.Of([]) : largestWeight;
        return weight * (declared.Emissions.Count == 0 ? 1 : declared.Emissions.GroupBy(emission => emission.Event)
            .Sum(group => group.Aggregate(1.0, (product, emission) => product * emission.Largest)));
    }

    /// <summary>The name by which a parameter's draws are known.</summary>
    public string NameOf(Parameter parameter) => declared.ParameterNames[parameter];

    /// <summary>
    /// The chances that an event's statements (and emissions) read, in order of declaration and in pairs: two draws of one random block, which has the name of
    /// the event and of the first.
    /// </summary>
    public IEnumerable<(string Name, int[] Places)> PairsOfChances(ModelEvent happening)
    {
        var read = Statements.Where(statement => statement.Event == happening).Select(statement => statement.Value)
            .Concat(Emissions.Where(emission => emission.Event == happening).Select(emission => emission.Factor)).ToList();
        return chanceNames.Keys.Where(chance => read.Exists(formula => formula.Reads(Places.Of(chance)))).Chunk(2)
            .Select(pair => ($"{happening.Name} {chanceNames[pair[0]]}", pair.Select(chance => Places.Of(chance)).ToArray()));
    }

    private TwinFormula Formula(Expr expression) => new(expression, Places);

    private (TwinFormula Minimum, TwinFormula Maximum)? Within((Expr Minimum, Expr Maximum)? bounds)
        => bounds is { } given ? (Formula(given.Minimum), Formula(given.Maximum)) : null;

    /// <summary>A variable: where it starts, its equation, its bounds.</summary>
    public sealed record Variable(
        Symbol Symbol, Scope Declared, int Place, TwinFormula Initial, TwinFormula? Derivative, (TwinFormula Minimum, TwinFormula Maximum)? Bounds);
}
