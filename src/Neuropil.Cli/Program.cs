using Neuropil.Benchmarks;
using Neuropil.Cli;
using Neuropil.Experiments;

return NeuropilCommand.Run(args, CommandEnvironment.OfProcess(Catalogue.Default with { Benchmarks = Measurements.All }, Invocation.OfCommand()));
