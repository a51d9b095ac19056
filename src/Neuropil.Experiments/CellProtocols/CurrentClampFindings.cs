using System.Globalization;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What current clamp has found so far of a cell, and the report of it.</summary>
internal sealed class CurrentClampFindings(CellUnderTest cell, CurrentClampParameters parameters, PassiveResponse? passive, CurrentStepRun curve)
{
    /// <summary>The cell.</summary>
    public CellUnderTest Cell => cell;

    /// <summary>The response to a small step; null for a cell that does not rest.</summary>
    public PassiveResponse? Passive => passive;

    /// <summary>The smallest current with a spike; null where it was not searched or lies below the curve.</summary>
    public (Current Value, Current Uncertainty)? Rheobase { get; set; }

    /// <summary>The smallest current that makes the cell fire until the step ends.</summary>
    public (Current Value, Current Uncertainty)? RepetitiveRheobase { get; set; }

    /// <summary>Voltages during some steps.</summary>
    public CurrentStepRun? Responses { get; set; }

    /// <summary>Currents whose responses are worth seeing: below zero, around the rheobase, far above.</summary>
    public IReadOnlyList<Current> ShownCurrents()
    {
        Current highest = curve.Amplitudes[^1];
        Current rheobase = Rheobase?.Value ?? highest / 3;
        Current repetitive = RepetitiveRheobase?.Value ?? rheobase;
        Current above = 1.2 * repetitive < highest ? 1.2 * repetitive : (rheobase + highest) / 2;
        return [-0.5 * rheobase, 0.95 * rheobase, 1.05 * rheobase, above, highest];
    }

    /// <summary>Adds what there is.</summary>
    public void Show(Findings findings)
    {
        var draw = new CurrentClampFigures(cell, parameters);
        findings.Answer(Answer());
        Notes().ForEach(findings.Note);
        if (Responses is not null)
        {
            findings.Figure(draw.Responses(Responses));
        }

        findings.Figure(draw.Curve(curve, Rheobase?.Value, RepetitiveRheobase?.Value));
        if (passive is not null)
        {
            findings.Figure(draw.Passive(passive));
        }

        findings.File(ExperimentFile.OfText("f-i-curve.csv", "a line for each current of the f-I curve", CurveTable()));
        findings.Traces("responses", "the membrane potentials of the figure", Responses?.Voltages ?? new Traces([], []));
        findings.Spikes(curve.Spikes);
        findings.Populations(Responses is null ? [curve.Spikes] : [curve.Spikes, Responses.Spikes]);
    }

    private string CurveTable()
    {
        var lines = curve.Amplitudes.Zip(curve.Firing).Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{point.First / pA:R},{cell.InUnit(point.First):R},{point.Second.Spikes},{point.Second.OnsetHz:R},{point.Second.SteadyHz:R}"));
        return $"current (pA),current ({cell.Unit}),spikes,onset rate (Hz),steady rate (Hz)\n{string.Join('\n', lines)}\n";
    }

    private string Answer()
    {
        string rest = passive is null ? $"{cell.Name} has no resting potential: it does not settle without current."
            : Text($"{cell.Name} rests at {passive.Rest:F2} mV with an input resistance of {passive.Resistance / Mohm:G5} MOhm and {TimeConstant(passive)}.");
        return $"{rest} {Firing()}";
    }

    private static string TimeConstant(PassiveResponse response) => response.IsExponential ? Text($"a membrane time constant of {response.TimeConstant / ms:G4} ms")
        : "no single time constant";

    private string Firing()
    {
        var (last, highest) = (curve.Firing[^1], curve.Amplitudes[^1]);
        string once = Rheobase is { } single ? $"A step of {parameters.Duration} makes it spike from {cell.Describe(single.Value)} on" : curve.Firing[0].Spikes > 0
            ? $"It spikes at the lowest current of the curve already, {cell.Describe(curve.Amplitudes[0])}" : "The current at which spikes begin was not searched";
        string sustained = RepetitiveRheobase is { } many ? many.Value == Rheobase?.Value ? ", until the step's end" : $", and until the step's end from {cell.Describe(many.Value)} on" : "";
        string most = last.IsRepetitive ? Text($"at {cell.Describe(highest)} it fires at {last.SteadyHz:F1} Hz (first interval {last.OnsetHz:F1} Hz)")
            : Text($"at {cell.Describe(highest)} it stops after {last.Spikes} {(last.Spikes == 1 ? "spike" : "spikes")}");
        return $"{once}{sustained}; {most}.";
    }

    private List<string> Notes()
    {
        var notes = new List<string>();
        if (Rheobase is { } rheobase)
        {
            notes.Add(Text($"The rheobase is known to {cell.InUnit(rheobase.Uncertainty):G2} {cell.Unit}, and holds for a step of {parameters.Duration}: a longer one may need less."));
        }

        if (passive is { IsExponential: false })
        {
            notes.Add(Text($"The small step's response is no single exponential (the nearest one, of {passive.TimeConstant / ms:G3} ms, misses it by {100 * passive.Fit.Misfit:F0} %: sag, resonance or adaptation)."));
        }

        if (curve.Firing.Any(firing => firing is { IsRepetitive: false, Spikes: > 0 }))
        {
            notes.Add("Some currents make the cell spike and fall silent before the step ends; their steady rate is 0.");
        }

        return notes;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
