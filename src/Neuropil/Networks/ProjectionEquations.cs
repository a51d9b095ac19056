namespace Neuropil.Networks;

/// <summary>The closed equations of a projection whose synapses have state: what its release and its plasticity declare, release first.</summary>
internal static class ProjectionEquations
{
    /// <summary>The equations of a projection with release or plasticity.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="builder">What is declared (<see cref="Declared"/>).</param>
    /// <param name="source">The equations of its source population; null where that only sends spikes.</param>
    /// <param name="target">The equations of its target population.</param>
    /// <exception cref="ArgumentException">A declaration is at fault; the message names the projection.</exception>
    /// <exception cref="EquationFormatException">A declaration is a text that is at fault.</exception>
    /// <exception cref="UnknownNameException">The target has no variable of a name that is read.</exception>
    public static SynapseEquations Of(Projection projection, SynapseBuilder builder, EquationSystem? source, EquationSystem target)
    {
        RequireCouplingFits(projection, builder);
        var delays = new DelayParts(!projection.Delay.IsUniform, !projection.DendriticDelay.IsUniform);
        return SynapseClosing.Close(builder, projection.Name, projection.Weight, delays, source, target);
    }

    /// <summary>What the release and the plasticity of a projection declare.</summary>
    /// <exception cref="ArgumentException">A declaration is at fault; the message names the projection.</exception>
    /// <exception cref="EquationFormatException">A declaration is a text that is at fault.</exception>
    public static SynapseBuilder Declared(Projection projection)
    {
        var builder = new SynapseBuilder(projection.Receptor.WeightDimension);
        foreach (var model in new SynapseModel?[] { projection.Release, projection.Plasticity }.OfType<SynapseModel>())
        {
            try
            {
                builder.InScope(model.Name, model, () => model.Declare(builder));
            }
            catch (EquationFormatException error)
            {
                throw error.In($"Projection '{projection.Name}'");
            }
            catch (Exception error) when (error is ArgumentException or DimensionMismatchException or UnknownNameException)
            {
                throw new ArgumentException($"Projection '{projection.Name}', {model.GetType().Name.Split('`')[0]} '{model.Name}': {error.Message}", error);
            }
        }

        return builder;
    }

    // A coupling acts in every step: nothing travels that would be an event, and nothing is let out.
    private static void RequireCouplingFits(Projection projection, SynapseBuilder builder)
    {
        if (projection.Receptor is not ICoupling)
        {
            return;
        }

        string? fault = builder.Emissions.Count > 0 ? "emits, but a coupling lets out nothing at events"
            : builder.Statements.FirstOrDefault(statement => statement.Event.Kind != EventKind.Clock) is { } statement
                ? $"has a statement on a {statement.Event.Name}, which a coupling does not see; expected clocks"
            : !builder.Statements.Any(statement => ReferenceEquals(statement.Variable, builder.Weight)) ? "changes no weight"
            : null;
        if (fault is not null)
        {
            throw new ArgumentException($"Projection '{projection.Name}': plasticity '{projection.Plasticity!.Name}' {fault}.");
        }
    }
}
