"""What building a network takes of each of several ranks, beside one process: seconds of the clock and of the processor, synapses, and the whole process's memory.

python3 benchmarks/ranks/building.py 2 run brunel --exc 44000 --inh 11000 --duration 1ms

The first argument is the number of ranks, the rest a command of neuropil (NEUROPIL names the program). Each process is started by this script once more, which
prints its own number, the processor seconds and the largest memory of the process that it has started.
"""
import os
import resource
import subprocess
import sys

NEUROPIL = os.environ.get("NEUROPIL", "src/Neuropil.Cli/bin/Release/net10.0/Neuropil.Cli")
LAUNCH = "mpirun --allow-run-as-root --oversubscribe --bind-to none --mca mpi_yield_when_idle 1".split()


def child(arguments):
    code = subprocess.run([NEUROPIL, *arguments], stdout=subprocess.DEVNULL, check=False).returncode
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    rank = os.environ.get("OMPI_COMM_WORLD_RANK", "alone")
    print(f"process {rank}: {use.ru_maxrss / 1e6:.3f} GB, {use.ru_utime:.1f} s of the processor", flush=True)
    sys.exit(code)


def main():
    if sys.argv[1] == "child":
        child(sys.argv[2:])
    ranks, arguments = int(sys.argv[1]), sys.argv[2:]
    me = [sys.executable, os.path.abspath(__file__), "child"]
    for launch, name in (([], "one"), ([*LAUNCH, "-n", str(ranks)], f"{ranks} ranks")):
        folder = f"out/building/{arguments[1]}-{name.replace(' ', '-')}"
        subprocess.run([*launch, *me, *arguments, "--threads", "1", "--out", folder], check=True)
        with open(f"{folder}/summary.json", encoding="utf-8") as file:
            lines = [line.strip() for line in file if any(key in line for key in ('"build"', '"run"', '"synapses"', '"spikeHash"', '"bytes'))]
        print(f"{name}: {' '.join(lines)}", flush=True)


if __name__ == "__main__":
    main()
