using System.Globalization;

namespace Neuropil.Mpi;

/// <summary>What a launcher of MPI tells the processes that it starts, in environment variables.</summary>
/// <param name="Name">The MPI to which it belongs.</param>
/// <param name="Family">Which library its processes need.</param>
/// <param name="Count">The number of processes.</param>
/// <param name="CountHere">How many of them are on this machine; null where it does not say.</param>
internal sealed record Launcher(string Name, MpiFamily Family, int Count, int? CountHere)
{
    /// <summary>The launcher of this process; null where there is none.</summary>
    public static Launcher? OfProcess() => Of(Environment.GetEnvironmentVariable);

    /// <summary>The launcher that so sets variables.</summary>
    public static Launcher? Of(Func<string, string?> variable)
    {
        int? Number(string name) => int.TryParse(variable(name), CultureInfo.InvariantCulture, out int number) ? number : null;

        return Number("OMPI_COMM_WORLD_SIZE") is { } open ? new Launcher("Open MPI", MpiFamily.OpenMpi, open, Number("OMPI_COMM_WORLD_LOCAL_SIZE"))
            : Number("PMI_SIZE") is { } hydra ? new Launcher("MPICH", MpiFamily.Mpich, hydra, Number("MPI_LOCALNRANKS"))
            : null;
    }
}

/// <summary>Libraries of MPI that have one binary interface.</summary>
internal enum MpiFamily
{
    /// <summary>Open MPI: handles are addresses of objects of the library.</summary>
    OpenMpi,

    /// <summary>MPICH and what is built like it (Intel MPI, MVAPICH, Cray): handles are integers.</summary>
    Mpich,
}
