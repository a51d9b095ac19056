// Some tests time nothing but hold both cores (threads, child processes): collections run one after another.
[assembly: CollectionBehavior(DisableTestParallelization = false)]
