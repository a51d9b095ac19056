"""What NEURON 8.2.2 does in a step, for docs/coming-from/neuron.md: /usr/bin/python3 neuron_semantics.py > neuron_semantics.json"""
import json

from neuron import h

h.load_file("stdrun.hoc")
out = {}


def cell():
    section = h.Section(name="soma")
    section.L = section.diam = (1000 / 3.141592653589793) ** 0.5  # 1000 um2
    section.cm = 1
    section.insert("hh")
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, 0.1  # 10 uA/cm2
    return section, clamp


soma, clamp = cell()
detector = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
out["default_threshold"] = detector.threshold
out["default_delay"] = detector.delay
detector.threshold = -20
spikes = h.Vector()
detector.record(spikes)
h.celsius = 6.3
t = h.Vector().record(h._ref_t)
v = h.Vector().record(soma(0.5)._ref_v)


def run(tables, adaptive):
    h.usetable_hh = tables
    solver = h.CVode()
    solver.active(1 if adaptive else 0)
    solver.atol(1e-9)
    if not adaptive:
        h.dt, h.steps_per_ms = 0.025, 40
    h.finitialize(-65)
    h.continuerun(100)
    return [round(x, 6) for x in spikes]


out["fixed_0.025_tables"] = run(1, False)
first = spikes[0]
k = min(range(len(t)), key=lambda i: abs(t[i] - first))
out["v_before_first"], out["v_at_first"] = v[k - 1], v[k]
out["fixed_0.025"] = run(0, False)
out["adaptive_tables"] = run(1, True)
out["adaptive"] = run(0, True)
h.CVode().active(0)

# An event of 1 nS at 1.0 + 1.5 ms.
target = h.Section(name="target")
target.insert("pas")
synapse = h.ExpSyn(target(0.5))
synapse.tau, synapse.e = 5, 0
source = h.NetStim()
source.number, source.start, source.noise = 1, 1.0, 0
contact = h.NetCon(source, synapse)
contact.delay = 1.5
contact.weight[0] = 0.001  # uS
g = h.Vector().record(synapse._ref_g)
h.dt, h.steps_per_ms = 0.1, 10
h.finitialize(-65)
h.continuerun(5)
first = next(i for i in range(len(g)) if g[i] > 0)
out["first_g_ms"], out["first_g_nS"] = round(t[first], 6), g[first] * 1000
print(json.dumps(out, indent=1))
