using Neuropil.Files;

namespace Neuropil;

/// <summary>Checkpoints in files.</summary>
public static class CheckpointFiles
{
    /// <summary>The files of a simulation.</summary>
    extension(Simulation run)
    {
        /// <summary>
        /// Keeps a checkpoint in a file while <see cref="Simulation.Advance"/> works, so that a killed process loses little. Each takes the place of the one
        /// before when it is complete. Saving changes no bit of the results and takes at most 2 % of the time: what takes long is saved less often.
        /// </summary>
        /// <param name="path">The file, from which <c>LoadCheckpoint</c> goes on.</param>
        /// <param name="every">The time on the clock, not the simulated one, between two checkpoints; by default 30 s, and the first after a minute.</param>
        /// <exception cref="ArgumentException">The time is not positive and finite.</exception>
        public void KeepCheckpoint(string path, Time? every = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            run.SaveBy(new CheckpointClock(() => Save(run, path), every));
        }

        /// <summary>Writes a checkpoint into a file, which is complete or not there; see <see cref="Simulation.SaveCheckpoint"/>.</summary>
        /// <exception cref="SimulationDivergedException">A state variable became infinite or not a number: there is nothing to go on from.</exception>
        public void SaveCheckpoint(string path)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            Save(run, path);
        }

        /// <summary>Goes on from a checkpoint in a file; see <see cref="Simulation.LoadCheckpoint"/>.</summary>
        /// <exception cref="CheckpointException">It is damaged, of another version, of another network or of other records.</exception>
        public void LoadCheckpoint(string path)
        {
            Stream stream = Stream.Null; // what other ranks read is what rank 0 reads
            run.State.Ranks.Together(() =>
            {
                if (run.State.Ranks.Writes)
                {
                    stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
                }
            });
            using (stream)
            {
                run.LoadCheckpoint(stream);
            }
        }
    }

    // All ranks save, and the file is rank 0's.
    private static void Save(Simulation run, string path)
    {
        if (run.State.Ranks.Writes)
        {
            CompleteFile.Write(path, run.SaveCheckpoint);
        }
        else
        {
            run.SaveCheckpoint(Stream.Null);
        }
    }
}
