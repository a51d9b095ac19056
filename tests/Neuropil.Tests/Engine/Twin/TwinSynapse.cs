namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// One synapse by itself: it keeps every variable of its projection's release and plasticity, whatever their scope, and takes each through every step by the
/// closed form of an equation that is linear in it.
/// </summary>
internal sealed class TwinSynapse
{
    private readonly TwinRule rule;
    private readonly ulong seed;
    private readonly int projection;
    private readonly double[] numbers;

    /// <summary>The synapse of a contact that stands at a place among all of its source.</summary>
    public TwinSynapse(TwinRule rule, ulong seed, int projection, TwinContact contact, int ordinal)
    {
        (this.rule, this.seed, this.projection, Contact, Ordinal) = (rule, seed, projection, contact, ordinal);
        numbers = new double[rule.Places.Count];
        numbers[rule.Weight] = contact.Weight;
        foreach (var (parameter, place) in rule.Places.Parameters)
        {
            numbers[place] = Drawn(parameter);
        }

        foreach (var (symbol, place) in rule.Places.Symbols.Where(pair => pair.Symbol.Kind == SymbolKind.TimeStep))
        {
            numbers[place] = TwinNetwork.TimeStep;
        }

        foreach (var variable in rule.Variables)
        {
            numbers[variable.Place] = variable.Initial.Of(numbers);
        }
    }

    public TwinContact Contact { get; }

    public int Ordinal { get; }

    public double Weight => numbers[rule.Weight];

    public double this[TwinRule.Variable variable] => numbers[variable.Place];

    /// <summary>Takes down what it sees of its target.</summary>
    public void See(TwinCell target)
    {
        foreach (var (place, state) in rule.OfTarget)
        {
            numbers[place] = target[state];
        }
    }

    /// <summary>An event: statements in declared order, each seeing what those before it wrote; emissions where they stand; then bounds.</summary>
    /// <returns>The weight times everything that is emitted.</returns>
    public double Run(ModelEvent happening, long step, int occurrence)
    {
        Draw(happening, step, occurrence);
        double sent = Weight;
        for (int place = 0; place <= rule.Statements.Count; place++)
        {
            foreach (var (at, factor, after) in rule.Emissions)
            {
                sent *= after == place && happening == at ? factor.Of(numbers) : 1;
            }

            if (place < rule.Statements.Count && rule.Statements[place].Event == happening)
            {
                numbers[rule.Statements[place].Variable] = rule.Statements[place].Value.Of(numbers);
            }
        }

        Clip();
        return rule.Emits(happening) ? sent : 0;
    }

    /// <summary>A step in which nothing happens: y + dt exprel(dt lambda) f for f = dy/dt and lambda = df/dy, all else as it was at the beginning.</summary>
    public void Advance()
    {
        double[] before = [.. numbers];
        foreach (var variable in rule.Variables)
        {
            if (variable.Derivative is { } derivative)
            {
                var (f, lambda) = derivative.Of(before, variable.Place);
                numbers[variable.Place] += TwinNetwork.TimeStep * TwinValue.Exprel(TwinNetwork.TimeStep * lambda) * f;
            }
        }

        Clip();
    }

    private void Clip()
    {
        Clip(rule.Weight, rule.WeightBounds);
        foreach (var variable in rule.Variables)
        {
            Clip(variable.Place, variable.Bounds);
        }
    }

    private void Clip(int place, (TwinFormula Minimum, TwinFormula Maximum)? bounds)
    {
        if (bounds is { } given)
        {
            numbers[place] = Math.Clamp(numbers[place], given.Minimum.Of(numbers), given.Maximum.Of(numbers));
        }
    }

    // The draws of a source's synapses stand one after another in one stream, known by projection, parameter and source.
    private double Drawn(Parameter parameter)
    {
        if (parameter.IsUniform)
        {
            return parameter.UniformSi;
        }

        ulong family = RandomStream.Entity((ulong)projection, StableHash.Of(rule.NameOf(parameter)));
        var stream = new RandomStream(seed, RandomPurpose.Parameter, RandomStream.Entity(family, (ulong)Contact.Source));
        for (int before = 0; before < Ordinal; before++)
        {
            parameter.Sample(ref stream);
        }

        return parameter.Sample(ref stream);
    }

    // Counters: the place among the source's synapses, the step, and a mixture of projection, event and chance, source, and how often it has spiked before in
    // the step.
    private void Draw(ModelEvent happening, long step, int occurrence)
    {
        ulong key = RandomStream.Key(seed, RandomPurpose.Synapse);
        foreach (var (name, places) in rule.PairsOfChances(happening))
        {
            ulong family = RandomStream.Entity((ulong)projection, StableHash.Of(name));
            ulong entity = RandomStream.Entity(RandomStream.Entity(family, (ulong)Contact.Source), (ulong)occurrence);
            var (r0, r1, r2, r3) = Philox.Block((uint)Ordinal, (uint)step, (uint)entity, (uint)(entity >> 32), (uint)key, (uint)(key >> 32));
            ulong[] bits = [r0 | ((ulong)r1 << 32), r2 | ((ulong)r3 << 32)];
            for (int i = 0; i < places.Length; i++)
            {
                numbers[places[i]] = ((bits[i] >> 11) + 0.5) * Math.Pow(2, -53);
            }
        }
    }
}
