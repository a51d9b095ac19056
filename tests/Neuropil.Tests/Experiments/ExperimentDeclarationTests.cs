using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

public class ExperimentDeclarationTests
{
    public static TheoryData<string> Names => [.. Catalogue.Default.Experiments.Select(each => each.Name), .. new[] { "spike-lottery" }];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_experiment_has_values_that_it_accepts_itself(string name)
    {
        Experiment experiment = Find(name);

        foreach (string? preset in (string?[])[null, .. experiment.PresetDescriptions.Select(each => each.Name).Where(each => each != "wrong")])
        {
            Assert.Equal(experiment.Parameters.Count, ResolvedParameters.Resolve(experiment, preset, []).Texts.Count());
        }

        foreach (ExperimentParameter parameter in experiment.Parameters)
        {
            ResolvedParameters.Resolve(experiment, preset: null, [KeyValuePair.Create(parameter.Option, parameter.Default)]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_experiment_is_described_in_a_sentence(string name)
    {
        Experiment experiment = Find(name);

        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", experiment.Name);
        Assert.EndsWith("?", experiment.Question, StringComparison.Ordinal);
        Assert.NotEmpty(experiment.Source);
        Assert.All(experiment.Parameters, parameter => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", parameter.Option));
        Assert.All(experiment.Parameters, parameter => Assert.NotEmpty(parameter.Description));
        Assert.DoesNotContain(experiment.Parameters, parameter => parameter.Option is "seed" or "threads" or "precision" or "out" or "preset" or "check-dt"
            or "dump-kernels" or "help");
    }

    [Fact]
    public void Names_of_experiments_and_benchmarks_are_unique()
    {
        Assert.Distinct(Catalogue.Default.Experiments.Select(each => each.Name));
        Assert.Distinct(Neuropil.Benchmarks.Measurements.All.Select(each => each.Name));
    }

    [Fact]
    public void Parameters_of_a_base_record_come_first()
        => Assert.Equal(["number", "name", "more"], ParameterDeclarations.Of(new Derived()).Select(each => each.Option));

    [Fact]
    public void A_parameter_of_an_unknown_type_is_the_authors_mistake()
        => Assert.Contains("WithDate.When is a DateTime", Assert.ThrowsAny<InvalidOperationException>(() => ParameterDeclarations.Of(new WithDate())).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("InhibitoryWeight", "inhibitory-weight")]
    [InlineData("NMDARatio", "nmda-ratio")]
    [InlineData("Exc", "exc")]
    [InlineData("X", "x")]
    [InlineData("TauRec2", "tau-rec2")]
    public void Properties_become_options(string property, string option) => Assert.Equal(option, KebabCase.Of(property));

    private static Experiment Find(string name) => name == "spike-lottery" ? new SpikeLottery() : Catalogue.Default.Experiment(name);

    private record Base
    {
        [Option("a number")]
        public int Number { get; init; }

        [Option("a name")]
        public string Name { get; init; } = "";

        public int NotAnOption { get; init; }
    }

    private sealed record Derived : Base
    {
        [Option("more")]
        public bool More { get; init; }
    }

    private sealed record WithDate
    {
        [Option("when")]
        public DateTime When { get; init; }
    }
}
