namespace Neuropil.Experiments;

/// <summary>
/// What an experiment finds, added as it is found: its answer, figures, checks, files, spikes. What is here when a run is stopped is kept, so
/// that no experiment has to think of that; what can be said of a run of any length goes into <see cref="Always"/>.
/// </summary>
public sealed class Findings
{
    private readonly List<string> notes = [];
    private readonly List<Check> checks = [];
    private readonly List<Measurement> measurements = [];
    private readonly HashSet<string> measured = new(StringComparer.Ordinal); // of a sweep they are many
    private readonly List<ExperimentFigure> figures = [];
    private readonly List<ExperimentFile> files = [];
    private readonly List<SpikeTrains> spikes = [];
    private readonly List<PopulationSummary> populations = [];
    private readonly List<Action> pending = [];
    private string answer = "";

    /// <summary>
    /// Does <paramref name="say"/> at the end of the run or when it is stopped, whichever comes first: for what records show however far the
    /// run has come. A run whose records it reads must not have been disposed by then.
    /// </summary>
    public void Always(Action say) => pending.Add(say);

    /// <summary>The answer to the experiment's question in a sentence or two, with the measured numbers; a later one replaces it.</summary>
    public void Answer(string text) => answer = text;

    /// <summary>A remark that belongs beside the answer: what was rounded, what the measurement cannot say.</summary>
    public void Note(string text)
    {
        if (!notes.Contains(text))
        {
            notes.Add(text);
        }
    }

    /// <summary>A prediction and a measurement.</summary>
    /// <exception cref="ArgumentException">There is a check of that name.</exception>
    public void Check(Check check)
    {
        ArgumentNullException.ThrowIfNull(check);
        RequireNew(checks.Exists(other => other.Name == check.Name), $"There is already a check '{check.Name}'.", nameof(check));
        checks.Add(check);
    }

    /// <summary>A prediction and a measurement.</summary>
    /// <exception cref="ArgumentException">There is a check of that name.</exception>
    public void Check(string name, double predicted, double measured, double tolerance, string source)
        => Check(new Check(name, predicted, measured, tolerance, source));

    /// <summary>
    /// A prediction and an estimate, which may differ by some standard errors; one that is not known fails, and a note says why.
    /// </summary>
    public void Check(string name, double predicted, Estimate measured, double standardErrors, string source)
    {
        ArgumentNullException.ThrowIfNull(measured);
        Check(name, predicted, measured.Value, standardErrors * measured.StandardError, source);
        if (measured.Reason is { } reason)
        {
            Note($"{name}: {reason}.");
        }
    }

    /// <summary>Predictions and measurements.</summary>
    /// <exception cref="ArgumentException">There is a check of one of their names.</exception>
    public void Check(IEnumerable<Check> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        foreach (var check in more)
        {
            Check(check);
        }
    }

    /// <summary>
    /// A measurement beside a reference, where the reference is about these parameters; <paramref name="runs"/> is how many runs it is the mean of.
    /// </summary>
    public void Check<TParameters>(Reference<TParameters> reference, TParameters parameters, double measured, int runs = 1)
    {
        if (reference.AppliesTo(parameters))
        {
            Check(reference.Beside(measured, runs));
        }
    }

    /// <summary>The same where the measurement is made only if the reference is about these parameters.</summary>
    public void Check<TParameters>(Reference<TParameters> reference, TParameters parameters, Func<double> measure, int runs = 1)
    {
        if (reference.AppliesTo(parameters))
        {
            Check(reference, parameters, measure(), runs);
        }
    }

    /// <summary>A measured number by name, with its unit in it: what sweeps average and <c>--check-dt</c> compares, beside populations and checks.</summary>
    /// <exception cref="ArgumentException">There is a measured number of that name.</exception>
    public void Measure(string name, double value) => Measure(new Measurement(name, value));

    /// <summary>
    /// An estimate by name, and its standard error as "NAME, standard error"; where the data were too few for it, NaN, whose reason is a note and in the
    /// summary.
    /// </summary>
    /// <exception cref="ArgumentException">There is a measured number of that name.</exception>
    public void Measure(string name, Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        Measure(new Measurement(name, estimate.Value) { Reason = estimate.Reason });
        if (estimate.Reason is { } reason)
        {
            Note($"{name}: {reason}.");
        }
        else
        {
            Measure($"{name}, standard error", estimate.StandardError);
        }
    }

    /// <summary>A figure of the report, saved as <c>NAME.svg</c> beside it.</summary>
    public void Figure(string name, string title, string caption, Figure figure) => Figure(new ExperimentFigure(name, title, caption, figure));

    /// <summary>
    /// A figure of panels one below the other over the same axis. Several have letters, by which the caption can name them, and one scale where their
    /// vertical axes are potentials of the same label.
    /// </summary>
    public void Figure(string name, string title, string caption, params IEnumerable<Panel> panels) => Figure(name, title, caption, Composed(panels));

    /// <summary>The same where each panel is over an axis of its own.</summary>
    public void Panels(string name, string title, string caption, params IEnumerable<Panel> panels)
        => Figure(name, title, caption, Composed(panels) with { SharedX = false });

    /// <summary>The same with two panels in a row, on the width of a page.</summary>
    public void SideBySide(string name, string title, string caption, params IEnumerable<Panel> panels)
        => Figure(name, title, caption, SideBySide(panels));

    /// <summary>Panels with letters, two in a row on the width of a page, each over an axis of its own; one alone has the width of a column.</summary>
    public static Figure SideBySide(params IEnumerable<Panel> panels)
    {
        var figure = Composed(panels) with { SharedX = false };
        return figure.Panels.Count > 1 ? figure with { Width = 170 * Units.mm, Columns = 2 } : figure;
    }

    /// <summary>A figure of the report.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Figure(ExperimentFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        RequireNew(figures.Exists(other => other.Name == figure.Name), $"There is already a figure '{figure.Name}'.", nameof(figure));
        figures.Add(figure);
    }

    /// <summary>Other data to be saved beside the report.</summary>
    /// <exception cref="ArgumentException">There is a file of that name.</exception>
    public void File(ExperimentFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        RequireNew(files.Exists(other => other.Name == file.Name), $"There is already a file '{file.Name}'.", nameof(file));
        files.Add(file);
    }

    /// <summary>A table of numbers beside the report: a line of headers, which carry the units, then a line for each row.</summary>
    public void Table(string name, string description, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<double>> rows)
        => File(DataTable.Of(name, description, headers, rows));

    /// <summary>A table of numbers beside the report, with a row for each of some things.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="description">What is in it, for the report.</param>
    /// <param name="rows">What has a row each.</param>
    /// <param name="columns">The header of each column, which carries the unit, and its number in a row; NaN leaves the field empty.</param>
    public void Table<TRow>(string name, string description, IEnumerable<TRow> rows, params (string Header, Func<TRow, double> Of)[] columns) => Table(
        name, description, [.. columns.Select(column => DataTable.Quote(column.Header))],
        rows.Select(row => (IReadOnlyList<double>)[.. columns.Select(column => column.Of(row))]));

    /// <summary>Traces, saved as <c>NAME.csv</c> and for NumPy as <c>NAME.npz</c>; nothing where there are none.</summary>
    public void Traces(string name, string description, Traces traces)
    {
        if (traces.Columns.Count > 0)
        {
            File(new ExperimentFile($"{name}.csv", description, traces.Save));
            File(new ExperimentFile($"{name}.npz", "the same for NumPy", traces.Save));
        }
    }

    /// <summary>Spikes, saved with those added before as <c>spikes.csv</c> and <c>spikes.npz</c>.</summary>
    public void Spikes(params IEnumerable<SpikeTrains> trains) => spikes.AddRange(trains);

    /// <summary>
    /// What every network shows: the spikes as a raster with the rate of each part (figure <c>raster</c>) and as files, the activity of the parts, and the
    /// synchrony of all in bins of 5 ms.
    /// </summary>
    /// <param name="all">The spikes of all cells.</param>
    /// <param name="parts">Those of populations or slices; all as one unless given.</param>
    public void Activity(SpikeTrains all, params IReadOnlyList<SpikeTrains> parts)
    {
        parts = parts.Count == 0 ? [all] : parts;
        Figure("raster", "Spikes", "(A) Each point is a spike. (B) The rate of each population.", parts.Raster("") with { Letters = true });
        Spikes(all);
        Populations(parts);
        Measure("synchrony chi", all.SynchronyChi(5 * Units.ms));
    }

    /// <summary>The activity of populations or parts of them.</summary>
    public void Populations(params IEnumerable<SpikeTrains> trains) => populations.AddRange(trains.Select(PopulationSummary.Of));

    /// <summary>The activity of a population.</summary>
    public void Population(PopulationSummary summary) => populations.Add(summary);

    private void Measure(Measurement measurement)
    {
        RequireNew(!measured.Add(measurement.Name), $"There is already a measured number '{measurement.Name}'.", "name");
        measurements.Add(measurement);
    }

    // Of two things of one name a summary, a table or a folder would keep one.
    private static void RequireNew(bool isThere, string message, string parameter)
    {
        if (isThere)
        {
            throw new ArgumentException(message, parameter);
        }
    }

    // Beside potentials only: two densities, or the rates of two populations, may differ by orders.
    private static Figure Composed(IEnumerable<Panel> panels)
    {
        Panel[] all = [.. panels];
        return new Figure { Panels = all, Letters = all.Length > 1, SharedY = Array.Exists(all, panel => panel.Y.Unit == "mV") };
    }

    /// <summary>Says what is pending, and gives everything.</summary>
    internal ExperimentResult Close(Session session, bool interrupted)
    {
        pending.ForEach(say => say());
        pending.Clear();
        return new ExperimentResult
        {
            Answer = answer.Length > 0 || !interrupted ? answer : "The run was interrupted before its end.",
            Notes = notes,
            Warnings = session.Warnings,
            Checks = checks,
            Measurements = measurements,
            Figures = figures,
            Spikes = spikes,
            Files = files,
            Populations = populations,
            Counters = session.Counters,
            Interrupted = interrupted,
        };
    }
}
