namespace Neuropil;

/// <summary>A cell given by equations. Derive from it for a cell of your own kind; for channels and a membrane use <see cref="PointNeuron"/>.</summary>
public abstract record Neuron : CellModel, IModel
{
    /// <summary>Currents injected by an electrode, positive inward.</summary>
    public IReadOnlyList<InjectedCurrent> Inputs { get; init; } = [];

    /// <summary>The method that advances the equations; null for the simulation's default.</summary>
    public Integrator? Method { get; init; }

    ModelKind IModel.Kind => ModelKind.Cell;

    Neuron? IModel.ExampleCell() => this;

    ModelEquations? IModel.Equations() => ModelEquations.Of(this);

    /// <summary>Declares the cell's states, equations and spikes.</summary>
    protected internal abstract void Declare(CellBuilder equations);

    /// <summary>Everything that the cell declares, without receptors: its variables, equations, events and named currents.</summary>
    /// <exception cref="UnknownNameException">An injected current names a compartment that the cell does not have.</exception>
    public EquationSystem ToEquations() => Build().Close();

    /// <summary>The cell's own equations with its injected currents, before any receptor is added.</summary>
    /// <exception cref="UnknownNameException">An injected current names a compartment that the cell does not have.</exception>
    internal CellBuilder Build()
    {
        var equations = new CellBuilder();
        equations.NameParameters(this);
        Declare(equations);
        for (int i = 0; i < Inputs.Count; i++)
        {
            var input = Inputs[i];
            string name = input.NameAfter(Inputs.Take(i));
            equations.Into(equations.FindCompartment(input.Compartment), () => equations.InScope(name, input, () =>
            {
                var current = input.Current(equations);
                equations.Intermediate("current", current);
                equations.AddInwardCurrent(current);
            }));
        }

        return equations;
    }
}
