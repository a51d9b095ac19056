"""How long benchmark 3 of Brette et al. (2007) takes in NEURON: 4000 Hodgkin-Huxley cells, 320 000 synapses, 1 s at 0.1 ms, one thread.

Debian 12 has NEURON 8.2.2 (python3-neuron, neuron-dev, g++). Its nrnivmodl looks for its makefile beside the programs, where Debian does not put it, and
for its library where the linker does not look; NRNHOME_EXEC and LIBRARY_PATH lead it to both. It ends with an error all the same, since a header of the
program `special` is missing; by then x86_64/libnrnmech.so is there, which is all that Python needs, in the current folder:

    mkdir -p out/neuron/bin && cd out/neuron && ln -s /usr/lib/nrn/nrnmech_makefile bin/
    NRNHOME_EXEC=$PWD LIBRARY_PATH=/usr/lib/nrn nrnivmodl ../../benchmarks/others/neuron
    /usr/bin/python3 ../../benchmarks/others/cobahh_neuron.py [SEED]

Prints processor seconds of simulating, without making the network; beside it put cpuSeconds of `neuropil bench cobahh --threads 1 --json`, taken in
turns. V is advanced by backward Euler and gates exactly with V held, as NEURON does by default; a spike acts in the step after it was found.
"""
import pathlib
import random
import resource
import sys

# The model is that of the reference.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/references/networks"))
import cobahh_neuron_model as model  # noqa: E402
from neuron import h  # noqa: E402

random.seed(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
targets = [[target for target in range(model.CELLS) if random.random() < 0.02] for _ in range(model.CELLS)]
cells, connections, times, numbers = model.cobahh(targets)
model.start(cells, *([random.gauss(mean, deviation) for _ in cells] for mean, deviation in ((-65, 5), (40, 15), (200, 120))))


def seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


begin = seconds()
model.advance(1000)
print(f"NEURON {h.nrnversion(0)}: {seconds() - begin:.2f} s of one processor, {len(times) / model.CELLS:.1f} Hz, {len(connections)} NetCons")
