namespace Neuropil;

/// <summary>What of a population or a slice can be recorded: <c>run.Record(cells.Spikes)</c>, <c>run.Record(cells.Trace("V", 0, 1))</c>.</summary>
public static class Recordings
{
    /// <summary>The part of the spike selection of a population.</summary>
    extension(Population population)
    {
        /// <summary>All spikes.</summary>
        public SpikeSelection Spikes => new(population.All);

        /// <summary>The number of spikes of each cell, without the spikes.</summary>
        public SpikeCountSelection SpikeCounts => new(population.All);

        /// <summary>A variable or a named current of chosen cells, at every step.</summary>
        public TraceSelection Trace(string variable, params int[] cells) => new(population.All, variable, cells);

        /// <summary>A variable or a named current of all cells, as one matrix, at every step.</summary>
        public MatrixSelection All(string variable) => new(population.All, variable);

        /// <summary>The mean of a variable over all cells, at every step.</summary>
        public MeanSelection Mean(string variable) => new(population.All, variable);
    }

    /// <summary>The part of the selections of a slice.</summary>
    extension(PopulationSlice slice)
    {
        /// <summary>All spikes of the slice, its cells numbered from zero.</summary>
        public SpikeSelection Spikes => new(slice);

        /// <summary>The number of spikes of each cell of the slice, without the spikes.</summary>
        public SpikeCountSelection SpikeCounts => new(slice);

        /// <summary>A variable or a named current of chosen cells of the slice, numbered from zero, at every step.</summary>
        public TraceSelection Trace(string variable, params int[] cells) => new(slice, variable, cells);

        /// <summary>A variable or a named current of all cells of the slice, as one matrix, at every step.</summary>
        public MatrixSelection All(string variable) => new(slice, variable);

        /// <summary>The mean of a variable over the slice, at every step.</summary>
        public MeanSelection Mean(string variable) => new(slice, variable);
    }

    /// <summary>The records of a simulation.</summary>
    extension(Simulation run)
    {
        /// <summary>Records spikes from now on.</summary>
        public SpikeRecord Record(SpikeSelection selection) => SpikeRecord.Begin(run, selection);

        /// <summary>Counts the spikes of each cell from now on.</summary>
        public SpikeCountRecord Record(SpikeCountSelection selection) => SpikeCountRecord.Begin(run, selection);

        /// <summary>Records traces; declare them before the first Advance.</summary>
        public TraceRecord Record(TraceSelection selection) => TraceRecord.Begin(run, selection);

        /// <summary>Records a matrix, all cells by all times; declare it before the first Advance.</summary>
        public MatrixRecord Record(MatrixSelection selection) => MatrixRecord.Begin(run, selection);

        /// <summary>Records a mean; declare it before the first Advance.</summary>
        public MeanRecord Record(MeanSelection selection) => MeanRecord.Begin(run, selection);
    }
}
