namespace Neuropil.Tests.Models;

public class ModelCatalogueTests
{
    // Frames that a user fills, and the parts of a rate unit.
    private static readonly Type[] Frames = [typeof(PointNeuron), typeof(TwoCompartmentNeuron), typeof(EquationCell)];

    [Fact]
    public void Every_model_of_the_library_is_in_the_catalogue()
    {
        var known = ModelCatalogue.All.Select(model => model.Declaration.GetType()).Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
            .ToHashSet();
        var missing = typeof(Network).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && typeof(IModel).IsAssignableFrom(type) && !typeof(TransferFunction).IsAssignableFrom(type)
                && !Frames.Contains(type) && !known.Contains(type));
        Assert.Empty(missing.Select(type => type.Name));
    }

    [Fact]
    public void Names_are_unique_and_every_model_has_a_sentence_and_a_source()
    {
        Assert.Equal(ModelCatalogue.All.Count, ModelCatalogue.All.Select(model => model.Name).Distinct().Count());
        Assert.All(ModelCatalogue.All, model => Assert.EndsWith(".", model.Summary, StringComparison.Ordinal));
        Assert.All(ModelCatalogue.All, model => Assert.NotEmpty(model.Source));
        Assert.Equal(ModelKind.Cell, ModelCatalogue.ByName("izhikevich-2007").Kind);
        Assert.Equal(ModelKind.Channel, ModelCatalogue.ByName("potassium-big-conductance").Kind);
        Assert.Equal(ModelKind.Mechanism, ModelCatalogue.ByName("calcium-pool").Kind);
    }

    [Fact]
    public void A_wrong_name_is_answered_with_the_nearest()
        => Assert.Contains("'wang-buzsaki'", Assert.Throws<UnknownNameException>(() => ModelCatalogue.ByName("wang-buszaki")).Message,
            StringComparison.Ordinal);
}
