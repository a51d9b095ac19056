return NeuropilExperiment.FiringRate.Run(args);
