using System.CommandLine;

namespace Neuropil.Experiments;

/// <summary>
/// Makes an experiment of a model: a file-based app whose last statement hands parameters, network and findings to the page has what the built-in
/// experiments have, options with units, <c>--help</c>, sweeps, seeds, progress, a stop that keeps everything, <c>resume</c>, a report.
/// </summary>
public static class Page
{
    /// <summary>Runs the experiment as its arguments say.</summary>
    /// <typeparam name="TParameters">A record whose properties carry <see cref="OptionAttribute"/>; a new one has the default values.</typeparam>
    /// <param name="arguments">The arguments of the program.</param>
    /// <param name="question">The question, in one sentence.</param>
    /// <param name="build">Adds populations and connections to the network, which has the run's seed.</param>
    /// <param name="find">Simulates the network and adds what it finds.</param>
    /// <param name="name">The name in kebab case; that of the program unless given.</param>
    /// <param name="source">Where question and numbers come from.</param>
    /// <returns>The exit code of the program: 0, 1 when a check failed, 2 after a mistake of the user, 130 when it was stopped.</returns>
    public static int Run<TParameters>(
        IReadOnlyList<string> arguments,
        string question,
        Action<TParameters, Network> build,
        Action<TParameters, Network, Session, Findings> find,
        string? name = null,
        string source = "a model of its user's")
        where TParameters : class, new()
    {
        string program = name ?? KebabCase.Of(System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "experiment");
        var experiment = new PageExperiment<TParameters>(program, question, source, build, find);
        return Run(arguments, CommandEnvironment.OfProcess(new Catalogue([experiment], []), Invocation.OfProcess()), experiment);
    }

    /// <summary>Runs one experiment as a program of its own.</summary>
    internal static int Run(IReadOnlyList<string> arguments, CommandEnvironment environment, Experiment experiment)
        => CommandFrame.Run(arguments, environment, inLanguage =>
    {
        var root = new RootCommand(experiment.Question) { ResumeCommand.Create(inLanguage) };
        RunCommand.AddOptions(root, experiment, inLanguage);
        return root;
    }, helpWithoutArguments: false);
}

/// <summary>A user's model as an experiment.</summary>
internal sealed class PageExperiment<TParameters>(
    string name, string question, string source, Action<TParameters, Network> build, Action<TParameters, Network, Session, Findings> find)
        : Experiment<TParameters>
    where TParameters : class, new()
{
    public override string Name => name;

    public override string Question => question;

    public override string Source => source;

    public override void Run(TParameters parameters, Session session, Findings findings)
    {
        var network = session.NewNetwork();
        build(parameters, network);
        find(parameters, network, session, findings);
    }
}
