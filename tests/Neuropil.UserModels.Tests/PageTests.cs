using Neuropil.UserModels.Tests.Models;

namespace Neuropil.UserModels.Tests;

/// <summary>Pages and names of a user's models: those of the built-in ones, by the same means.</summary>
public class PageTests
{
    public static TheoryData<string> All => [.. Models.Select(model => model.Name)];

    private static CatalogueModel[] Models { get; } =
    [
        new(new Chloride(), "An ion.", "these tests"),
        new(new ChlorideBackground(), "A channel.", "these tests"),
        new(new Cytosol<Calcium>(), "A pool.", "these tests"),
        new(new BufferedCalcium(), "A pool.", "these tests"),
        new(new CalciumDrive(), "A current.", "these tests"),
        new(new Importer(), "A current.", "these tests"),
        new(new SodiumPump(), "A current.", "these tests"),
        new(new CalciumActivatedCation(), "A current.", "these tests"),
        new(new Shunt(), "A current.", "these tests"),
        new(new Star { Soma = [new Sodium { Channels = [new SodiumTraubMiles()] }, new Leak()], Right = [new Shunt()] }, "A cell.", "these tests"),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_model_has_a_page_and_a_cell_that_runs(string name)
    {
        var model = Array.Find(Models, model => model.Name == name)!;
        string page = ModelPages.Text(model);
        Assert.StartsWith($"{name} ({model.Kind.ToString().ToLowerInvariant()};", page, StringComparison.Ordinal);
        Assert.DoesNotContain("documentation file", page, StringComparison.Ordinal);
        Assert.StartsWith("<", ModelPages.Html(model), StringComparison.Ordinal);
        Assert.Contains(@"\", ModelPages.Latex(model), StringComparison.Ordinal);
        double end = new AdaptiveSimulation(model.Cell()!).Run(1 * ms)["V"].SiValue;
        Assert.InRange(end, -0.1, 0.1);
    }

    [Fact]
    public void A_channel_shows_its_equation_and_what_its_parameters_mean()
    {
        string page = ModelPages.Text(Array.Find(Models, model => model.Name == "chloride-background")!);
        Assert.Contains("I = g*(E - V)", page, StringComparison.Ordinal);
        Assert.Contains("The conductance per area", page, StringComparison.Ordinal);
        Assert.Contains("0.1 mS/cm^2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Ions_that_a_model_reads_are_symbols_on_its_page()
        => Assert.Contains("c_[na]/(c_[na] + c_half)", ModelPages.Text(Array.Find(Models, model => model.Name == "sodium-pump")!), StringComparison.Ordinal);

    [Fact]
    public void Parameters_have_the_names_of_the_scopes_in_which_they_are_declared()
    {
        string page = ModelPages.Text(Array.Find(Models, model => model.Name == "star")!);
        Assert.All(["coupling ", "soma.sodium.traubMiles.conductance ", "soma.leak.reversal ", "right.shunt.conductance "],
            name => Assert.Contains("\n  " + name, page, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_built_in_model_says_of_itself_a_user_can_say_otherwise()
    {
        IModel model = new Special();
        Assert.Equal(ModelKind.Channel, model.Kind);
        Assert.IsType<OneMembrane>(model.ExampleCell());
    }

    private sealed record Special : Mechanism, IModel
    {
        ModelKind IModel.Kind => ModelKind.Channel;

        Neuron? IModel.ExampleCell() => new OneMembrane { Mechanisms = [this] };

        protected override void Declare(Membrane membrane) => membrane.AddCurrent(1 * nS * (-60 * mV - membrane.Voltage));
    }
}
