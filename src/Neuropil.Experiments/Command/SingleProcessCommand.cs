using System.CommandLine;

namespace Neuropil.Experiments;

/// <summary>
/// A command that divides nothing among ranks. Several processes would each do all of it and write over each other's files; and where a launcher has started
/// some of them as something else, those would wait for the others for ever.
/// </summary>
internal sealed class SingleProcessCommand(string name, string description) : Command(name, description)
{
    /// <summary>Refuses the command for one of several processes.</summary>
    /// <exception cref="UserErrorException">It is one.</exception>
    public void Require(CommandEnvironment environment)
    {
        if (environment.IsRank)
        {
            throw new UserErrorException(
                $"'{Name}' is for one process, and a launcher has started {RankGroup.CountOfProcesses}; start it without mpirun.");
        }
    }
}
