namespace Neuropil;

/// <summary>What a population is made of: a <see cref="Neuron"/>, which has equations, or a <see cref="SpikeSource"/>, which only sends spikes.</summary>
public abstract record CellModel : IModel
{
    ModelKind IModel.Kind => ModelKind.Source;

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => null;

    ModelEquations? IModel.Equations() => null;
}
