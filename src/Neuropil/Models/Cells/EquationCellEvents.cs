namespace Neuropil;

/// <summary>Turns threshold, reset, refractory period and the events in the text of an <see cref="EquationCell"/> into declarations.</summary>
internal sealed class EquationCellEvents(
    EquationCell cell,
    CellBuilder equations,
    EquationText text,
    EquationNames names,
    IReadOnlyDictionary<string, Symbol> states,
    IReadOnlyDictionary<Symbol, Expr> ceilings)
{
    private readonly Dictionary<(ModelEvent Event, Symbol Variable), string> given = [];
    private ModelEvent? spike;

    /// <summary>Declares the spike first, then the events of the text in their order.</summary>
    public void Declare()
    {
        if (cell.Threshold is { } threshold)
        {
            spike = Spike(new EquationSource("threshold", threshold));
        }
        else if (cell.Reset is not null || cell.Refractory is not null)
        {
            throw new ArgumentException($"The cell has a {(cell.Reset is null ? "refractory period" : "reset")}, but no threshold.");
        }

        if (cell.Reset is { } reset)
        {
            var source = new EquationSource("reset", reset);
            foreach (var statement in StatementParser.ReadAll(source, names, states))
            {
                Add(spike!, statement, source, "reset");
            }
        }

        if (cell.Refractory is { } period)
        {
            equations.Refractory(Period(period), Held());
        }

        var statements = new StatementParser(text.Source, text.Tokens, names, states);
        foreach (var line in text.Events)
        {
            var happening = Event(line);
            foreach (var (start, _) in line.Statements)
            {
                int position = start;
                Add(happening, statements.Read(ref position), text.Source, $"line {text.Source.Place(text.Tokens[start].Start).Line}");
            }
        }
    }

    private ModelEvent Spike(EquationSource source)
    {
        var (word, words) = Occurs(source.Text);
        var condition = names.Read(source with { Text = words });
        if (!condition.IsCondition)
        {
            throw source.Fault(
                $"\"{QuantityParser.Shorten(source.Text)}\" is {EquationText.Describe(condition)}, but a condition such as V > -50 mV was expected.", 0);
        }

        RequirePossible(condition, source, 0);
        return equations.Spike(condition, word);
    }

    // "when" or "while" before the condition; spaces in their place leave the columns of what follows as they are.
    private (Occurrence? Occurrence, string Condition) Occurs(string threshold)
    {
        int start = threshold.Length - threshold.TrimStart().Length;
        string word = new([.. threshold[start..].TakeWhile(char.IsLetter)]);
        return Occurrence(word) is { } occurrence && !names.Has(word)
            ? (occurrence, string.Concat(threshold.AsSpan(0, start), new string(' ', word.Length), threshold.AsSpan(start + word.Length)))
            : (null, threshold);
    }

    private static Occurrence? Occurrence(string word) => word switch
    {
        "when" => Neuropil.Occurrence.WhenItBecomesTrue,
        "while" => Neuropil.Occurrence.WhileItHolds,
        _ => null,
    };

    private ModelEvent Event(EventLine line)
    {
        var first = text.Tokens[line.Head];
        string head = text.Source.Text[first.Start..text.Tokens[line.HeadEnd - 1].End];
        if (line.Word.Text == "every" || (first.IsWord("target") && text.Tokens[line.Head + 1].IsWord("spike")))
        {
            throw text.Source.Fault(
                $"'{line.Word.Text} {QuantityParser.Shorten(head)}' is an event of synapses; "
                + "those of a cell are 'on spike', and 'on', 'when' or 'while' before a condition.",
                line.Word.Start);
        }

        if (line.HeadEnd == line.Head + 1 && first.IsWord("spike") && !names.Has("spike"))
        {
            return line.Word.Text != "on" ? throw text.Source.Fault("a spike is no condition: write 'on spike'.", line.Word.Start)
                : spike ?? throw text.Source.Fault("the cell has no Threshold, so that it does not spike.", first.Start);
        }

        if (line.HeadEnd == line.Head + 1 && first.Kind == EquationTokenKind.Name && !names.Has(first.Text))
        {
            string near = NearestName.DidYouMean(first.Text, ["spike"]);
            throw text.Fault(
                $"unknown event '{QuantityParser.Shorten(first.Text)}'.{near} Expected 'on spike', or a condition such as ca > 2 uM.", line.Head);
        }

        var condition = names.Read(line.Head, line.HeadEnd);
        if (!condition.IsCondition)
        {
            throw text.Fault(
                $"{text.Quote(line.Head, line.HeadEnd)} is {EquationText.Describe(condition)}, but a condition such as ca > 2 uM, or 'spike', was expected.",
                line.Head);
        }

        RequirePossible(condition, text.Source, first.Start);
        string name = string.Join(' ', head.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        try
        {
            return equations.When(name, condition, Occurrence(line.Word.Text));
        }
        catch (ArgumentException)
        {
            throw text.Fault(
                $"the event '{QuantityParser.Shorten(head)}' stands here a second time: put all its statements behind the first.", line.Head);
        }
    }

    // V > 20 mV beside V <= 20 mV would make a cell that never fires, and says nothing.
    private void RequirePossible(Expr condition, EquationSource source, int position)
    {
        if (condition is not OperationExpr { Operator: Operator.Less or Operator.LessOrEqual, Operands: [var limit, Symbol variable] } compared
            || !ceilings.TryGetValue(variable, out var ceiling))
        {
            return;
        }

        bool isStrict = compared.Operator == Operator.Less;
        bool isNever = (limit, ceiling) is (ConstantExpr { Value.SiValue: var wanted }, ConstantExpr { Value.SiValue: var largest })
            ? wanted > largest || (isStrict && wanted == largest)
            : isStrict && ReferenceEquals(limit, ceiling);
        if (isNever)
        {
            string most = ExprPrinter.Short(ceiling);
            throw source.Fault($"this never holds: the ceiling of '{variable.Name}' is {most}. Write {variable.Name} >= {most}.", position);
        }
    }

    private void Add(ModelEvent happening, WrittenStatement statement, EquationSource source, string place)
    {
        if (!given.TryAdd((happening, statement.Variable), place))
        {
            string first = given[(happening, statement.Variable)];
            throw source.Fault(
                source.Purpose == "reset"
                    ? $"'{statement.Variable.Name}' is reset twice."
                    : $"'{statement.Variable.Name}' is given a value twice on one event: here and in {(first == "reset" ? "the reset" : first)}.",
                statement.Name.Start);
        }

        equations.On(happening, statement.Variable, statement.Value);
    }

    private Expr Period(EquationValue given)
    {
        if (given.Parameter is { } parameter)
        {
            equations.NameParameter("refractory", parameter);
            return Expr.Of(parameter);
        }

        var source = new EquationSource("refractory period", given.Text!);
        var period = names.Read(source);
        return !period.IsCondition && period.Dimension == Time.Dimension
            ? period
            : throw source.Fault($"a refractory period is a Time (ms), but \"{QuantityParser.Shorten(given.Text!)}\" is {EquationText.Describe(period)}.", 0);
    }

    private List<Symbol> Held()
    {
        var flagged = text.Lines.Where(line => line.Note.IsHeldWhileRefractory).Select(line => states[line.Name.Text]).ToList();
        if (flagged.Count > 0)
        {
            return flagged;
        }

        return equations.Voltage is { } voltage
            ? [voltage]
            : throw new ArgumentException("The cell has a refractory period, but no membrane potential V: end the lines of the variables to hold in "
                + "'(unless refractory)'.");
    }
}
