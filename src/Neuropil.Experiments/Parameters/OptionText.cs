namespace Neuropil.Experiments;

/// <summary>Reads options that are declared as text, because their values are more than a number: refusals name the option.</summary>
public static class OptionText
{
    /// <summary>A value or a distribution: <c>-65 mV</c>, <c>uniform(-70 mV, -60 mV)</c>.</summary>
    /// <param name="option">The option's name, without hyphens.</param>
    /// <param name="text">What was typed.</param>
    /// <exception cref="UserErrorException">The text is neither, or of another quantity.</exception>
    public static Parameter<T> Distribution<T>(string option, string text)
        where T : struct, IQuantity<T>
    {
        try
        {
            return Parameter<T>.Parse(text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new UserErrorException($"--{option}: {error.Message}", error);
        }
    }

    /// <summary>An integration method: <c>rk4</c>.</summary>
    /// <param name="option">The option's name, without hyphens.</param>
    /// <param name="text">What was typed.</param>
    /// <exception cref="UserErrorException">There is no such method; names the nearest.</exception>
    public static Integrator Method(string option, string text)
    {
        try
        {
            return Integrators.ByName(text);
        }
        catch (UnknownNameException error)
        {
            throw new UserErrorException($"--{option}: {error.Message}", error);
        }
    }
}
