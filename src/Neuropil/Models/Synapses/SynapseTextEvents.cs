namespace Neuropil;

/// <summary>Turns the events in a synapse's text into declarations: spikes of either end, clocks, statements, and what is let out.</summary>
internal sealed class SynapseTextEvents(
    EquationText text, EquationNames names, SynapseScopes scopes, SynapseSites sites, SynapseBuilder synapse, IReadOnlyDictionary<string, Symbol> variables)
{
    private readonly Dictionary<Time, ModelEvent> clocks = [];
    private readonly Dictionary<Time, ModelEvent> lateSpikes = [];
    private readonly Dictionary<(ModelEvent Event, Symbol Variable), int> given = [];
    private bool emits;

    private IReadOnlyList<EquationToken> Tokens => text.Tokens;

    /// <summary>Declares all events in their order.</summary>
    /// <returns>Whether a spike lets out something.</returns>
    public bool Declare()
    {
        var statements = new StatementParser(text.Source, Tokens, names, variables);
        foreach (var line in text.Events)
        {
            var happening = Event(line);
            foreach (var (start, end) in line.Statements)
            {
                if (Tokens[start].IsWord("emit") && !(Tokens[start + 1] is { Kind: EquationTokenKind.Sign, Text: "=" or "+=" or "-=" or "*=" or "/=" }))
                {
                    Emit(happening, start, end);
                }
                else
                {
                    int position = start;
                    Add(happening, statements.Read(ref position, (name, variable) => scopes.See(name, variable)), line, start, end);
                }
            }
        }

        return emits;
    }

    private ModelEvent Event(EventLine line)
    {
        var first = Tokens[line.Head];
        string head = text.Source.Text[line.Word.Start..Tokens[line.HeadEnd - 1].End];
        switch (line.Word.Text)
        {
            case "every":
                return Clock(line);
            case "on" when line.HeadEnd == line.Head + 1 && first.IsWord("spike"):
                return synapse.PresynapticSpike;
            case "on" when line.HeadEnd == line.Head + 2 && first.IsWord("target") && Tokens[line.Head + 1].IsWord("spike"):
                return synapse.PostsynapticSpike;
            case "on" when line.HeadEnd > line.Head + 2 && first.IsWord("spike") && Tokens[line.Head + 1].IsWord("after"):
                var delay = TimeOf(line.Head + 2, line.HeadEnd, "the time after a spike", "something that comes after a spike waits");
                return lateSpikes.TryGetValue(delay, out var late) ? late : lateSpikes[delay] = synapse.AfterPresynapticSpike(delay);
        }

        string meant = EventLineReader.Meant(first) is { Length: > 0 } known ? known : NearestName.DidYouMean(head, ["on spike", "on target spike"]);
        throw text.Fault(
            $"unknown event '{QuantityParser.Shorten(head)}'.{meant} Events of a synapse are 'on spike', 'on spike after 5 ms', 'on target spike' and "
                + "'every 10 ms'.", line.Head);
    }

    // One clock for each period, so that its statements run in their order.
    private ModelEvent Clock(EventLine line)
    {
        var period = TimeOf(line.Head, line.HeadEnd, "the period of a clock", "a clock has a period of");
        return clocks.TryGetValue(period, out var clock) ? clock : clocks[period] = synapse.Clock($"every {period}", period);
    }

    private Time TimeOf(int start, int end, string what, string has)
    {
        var value = names.Read(start, end);
        string quoted = text.Quote(start, end);
        if (value.IsCondition || value.Dimension != Time.Dimension)
        {
            throw text.Fault($"{what} is a Time (ms), but {quoted} is {EquationText.Describe(value)}.", start);
        }

        var time = Time.FromSi(Known(value) ?? throw text.Fault($"{what} is one number or parameter for all synapses, but {quoted} is not.", start));
        return time.SiValue > 0 ? time : throw text.Fault($"{has} more than 0 ms, but {quoted} is {time}.", start);
    }

    private void Add(ModelEvent happening, WrittenStatement statement, EventLine line, int start, int end)
    {
        var (variable, value, name) = statement;
        if (!ScopeVisibility.Has(scopes.Of(variable), happening))
        {
            string head = text.Source.Text[Tokens[line.Head].Start..Tokens[line.HeadEnd - 1].End];
            throw text.Source.Fault(
                $"'{name.Text}' is a variable of the {SynapseNoteReader.WordOf(scopes.Of(variable))} and does not change on a "
                + $"{(happening == synapse.PresynapticSpike ? "source's " : "")}{head}, which reaches one of its synapses only. Let its scope be 'edge'.",
                name.Start);
        }

        if (!given.TryAdd((happening, variable), name.Start))
        {
            throw text.Source.Fault(
                $"'{name.Text}' is given a value twice on one event: here and in line {text.Source.Place(given[(happening, variable)]).Line}.", name.Start);
        }

        scopes.RequireSiteKnown(value, start + 2, end, variable);
        var each = sites.Of(variable);
        for (int i = 0; i < each.Count; i++)
        {
            synapse.On(happening, each[i], sites.At(value, i));
        }
    }

    // emit u*R, or emit u*R at most 3.
    private void Emit(ModelEvent happening, int start, int end)
    {
        if (happening == synapse.PostsynapticSpike || lateSpikes.ContainsValue(happening))
        {
            throw text.Source.Fault("a synapse emits on a spike of its source or at a clock: 'on spike: emit ...', 'every 1 ms: emit ...'.",
                Tokens[start].Start);
        }

        int factorEnd = Enumerable.Range(start, end - start - 1).FirstOrDefault(i => Tokens[i].IsWord("at") && Tokens[i + 1].IsWord("most"), end);
        if (factorEnd == start + 1)
        {
            throw text.Source.Fault("an expression was expected behind 'emit'.", Tokens[start].End);
        }

        var factor = scopes.Read(start + 1, factorEnd, null);
        if (factor.IsCondition || !factor.Dimension.IsNone)
        {
            throw text.Fault(
                $"what is emitted is a pure number, which multiplies the weight (here {EquationText.Describe(synapse.Weight)}), but "
                + $"{text.Quote(start + 1, factorEnd)} is {EquationText.Describe(factor)}.",
                start + 1);
        }

        synapse.Emit(happening, factor, factorEnd == end ? sites.Count ?? 1 : Largest(factorEnd + 2, end));
        emits = true;
    }

    private double Largest(int start, int end)
    {
        if (start >= end)
        {
            throw text.Source.Fault("a number was expected behind 'at most'.", Tokens[end - 1].End);
        }

        var value = names.Read(start, end);
        return !value.IsCondition && value.Dimension.IsNone && Known(value) is { } largest && largest > 0
            ? largest
            : throw text.Fault($"the most that is emitted is one number above 0 for all synapses, but {text.Quote(start, end)} is not.", start);
    }

    // The value of a number, or of a parameter that all synapses share.
    private static double? Known(Expr value) => Simplification.Simplify(value) switch
    {
        ConstantExpr constant => constant.Value.SiValue,
        ParameterExpr { Parameter: { IsUniform: true } parameter } => parameter.UniformSi,
        _ => null,
    };
}
