namespace Neuropil;

/// <summary>A state variable became infinite or not a number. The message names population, cell, variable and time.</summary>
public sealed class SimulationDivergedException : Exception
{
    /// <summary>An error with the given message.</summary>
    public SimulationDivergedException(string message)
        : base(message)
    {
    }
}
