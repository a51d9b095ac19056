"""How long benchmark 3 of Brette et al. (2007) takes in Brian2: 4000 Hodgkin-Huxley cells, 320 000 synapses, 1 s at 0.1 ms, one thread.

    /usr/bin/python3 benchmarks/others/cobahh_brian2.py numpy|cython

Prints processor seconds of simulating, without making and compiling the network; beside it put cpuSeconds of
`neuropil bench cobahh --threads 1 --json`, taken in turns. Debian 12 has Brian2 2.5.1 (python3-brian, python3-cython3 or cython3, g++).
"""
import pathlib
import resource
import sys
import warnings

warnings.filterwarnings("ignore")
from brian2 import Network, ms, prefs, second, seed  # noqa: E402

# The model is that of the reference.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/references/networks"))
import cobahh_brian2_model as model  # noqa: E402

target = sys.argv[1]
prefs.codegen.target = target
seed(1)
parts = model.cobahh()
network, spikes = Network(*parts), parts[-1]


def seconds(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


network.run(0.1 * ms)  # compiles
begin = seconds(resource.RUSAGE_SELF)
network.run(1 * second)
print(f"Brian2 {target}: {seconds(resource.RUSAGE_SELF) - begin:.2f} s of one processor, {spikes.num_spikes / 4000:.1f} Hz")
