namespace Neuropil;

/// <summary>A cell's note is a unit, which dX/dt must have, and <c>(unless refractory)</c> behind it.</summary>
internal sealed class CellNoteReader(EquationSource source) : NoteReader(source)
{
    public override EquationNote Read(IReadOnlyList<EquationToken> tokens, ref int position, EquationToken name, bool isDifferential, bool isVariable)
    {
        Dimension? unit = null;
        if (tokens[position].Is(":"))
        {
            position++;
            unit = Unit(tokens, ref position, LineEnd(tokens[position - 1]));
        }
        else if (isDifferential)
        {
            throw Source.Fault($"the unit of '{name.Text}' is missing: d{name.Text}/dt = ... : unit ('1' for a pure number).", tokens[position].Start);
        }

        return new EquationNote(unit, null, IsHeld(tokens, ref position, isDifferential));
    }

    private bool IsHeld(IReadOnlyList<EquationToken> tokens, ref int position, bool isDifferential)
    {
        if (!tokens[position].Is("("))
        {
            return false;
        }

        var open = tokens[position];
        string[] words = ["(", "unless", "refractory", ")"];
        foreach (string word in words)
        {
            if (!isDifferential || !(tokens[position].Is(word) || tokens[position].IsWord(word)))
            {
                throw Source.Fault("only '(unless refractory)' may follow the unit, and only of a variable.", open.Start);
            }

            position++;
        }

        return true;
    }
}
