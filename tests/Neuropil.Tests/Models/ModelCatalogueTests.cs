namespace Neuropil.Tests.Models;

public sealed class ModelCatalogueTests
{
    [Fact]
    public void Every_kind_has_models_and_every_name_is_one_models()
    {
        Assert.Equal(Enum.GetValues<ModelKind>(), ModelCatalogue.All.Select(model => model.Kind).Distinct().Order());
        Assert.Equal(ModelCatalogue.All.Count, ModelCatalogue.All.Select(model => model.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("leaky-integrate-and-fire", typeof(LeakyIntegrateAndFire), ModelKind.Cell)]
    [InlineData("SodiumHodgkinHuxley", typeof(SodiumHodgkinHuxley), ModelKind.Channel)]
    [InlineData("leak", typeof(Leak), ModelKind.Channel)]
    [InlineData("calcium", typeof(Calcium), ModelKind.Ion)]
    [InlineData("delta", typeof(Delta), ModelKind.Receptor)]
    [InlineData("array-current", typeof(ArrayCurrent), ModelKind.Current)]
    [InlineData("spike-times", typeof(SpikeTimes), ModelKind.Source)]
    public void A_model_is_found_by_its_name_or_that_of_its_type(string name, Type type, ModelKind kind)
    {
        var model = ModelCatalogue.Find(name);

        Assert.Equal((type, kind), (model.Type, model.Kind));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
        => Assert.Contains("'izhikevich'", Assert.Throws<UnknownNameException>(() => ModelCatalogue.Find("izikevich")).Message, StringComparison.Ordinal);

    [Fact]
    public void Gates_know_their_rates_and_their_steady_state()
    {
        var cell = new PointNeuron { Mechanisms = [new Sodium { Channels = [new SodiumHodgkinHuxley()] }] };
        var gates = cell.Build().Close().Gates;

        Assert.Equal(["sodium.hodgkinHuxley.m", "sodium.hodgkinHuxley.h"], gates.Select(gate => gate.Name));
        Assert.All(gates, gate => Assert.True(gate is { Opening: not null, Closing: not null, TimeConstant: null }));
    }
}
