namespace Neuropil.Networks;

/// <summary>The closed equations of a projection whose synapses have state: what its release and its plasticity declare, release first.</summary>
internal static class ProjectionEquations
{
    /// <summary>The equations; null for a projection with neither release nor plasticity.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="target">The equations of its target population.</param>
    /// <exception cref="ArgumentException">A declaration is at fault; the message names the projection.</exception>
    /// <exception cref="EquationFormatException">A declaration is a text that is at fault.</exception>
    /// <exception cref="UnknownNameException">The target has no variable of a name that is read.</exception>
    public static SynapseEquations? Of(Projection projection, EquationSystem target)
    {
        if (!projection.IsDynamic)
        {
            return null;
        }

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
                throw new ArgumentException($"Projection '{projection.Name}', {model.GetType().Name} '{model.Name}': {error.Message}", error);
            }
        }

        var delays = new DelayParts(!projection.Delay.IsUniform, !projection.DendriticDelay.IsUniform);
        return SynapseClosing.Close(builder, projection.Name, projection.Weight, delays, target);
    }
}
