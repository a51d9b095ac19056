namespace Neuropil.Tests.Models;

public sealed class GateEquationsTests
{
    [Fact]
    public void Gates_know_their_rates_and_their_steady_state()
    {
        var gates = new HodgkinHuxley().Build().Close().Gates;

        Assert.Equal(["sodium.hodgkinHuxley.m", "sodium.hodgkinHuxley.h", "potassium.hodgkinHuxley.n"], gates.Select(gate => gate.Name));
        Assert.All(gates, gate => Assert.True(gate is { Opening: not null, Closing: not null, TimeConstant: null }));
    }

    [Fact]
    public void Parameters_are_replaced_by_full_name_and_the_model_stays_as_it_was()
    {
        var cell = new HodgkinHuxley();
        double[] conductances = [100.0, 200, 300];

        var changed = ModelParameters.With<Neuron>(cell, new Dictionary<string,
            double[]> { ["sodium.hodgkinHuxley.conductance"] = conductances, ["sodium.hodgkinHuxley.q10"] = [1, 2, 3] });

        var parameters = ModelParameters.Of(changed);
        double[] found = new double[3];
        parameters["sodium.hodgkinHuxley.conductance"].Fill(found, 0, RandomPurpose.Parameter, 0, 0);
        Assert.Equal(conductances, found);
        Assert.True(ModelParameters.Of(cell)["sodium.hodgkinHuxley.conductance"].IsUniform);
        Assert.Equal(ModelParameters.Of(cell).Keys, parameters.Keys);
        Assert.Contains("'potassium.hodgkinHuxley.rest'",
            Assert.Throws<UnknownNameException>(()
            => ModelParameters.With<Neuron>(cell, new Dictionary<string, double[]> { ["potassium.hodgkinHuxley.rst"] = [1] })).Message,
            StringComparison.Ordinal);
    }
}
