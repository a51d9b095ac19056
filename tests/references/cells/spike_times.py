"""Converged spike times of published cells, by programs of SciPy that know nothing of this project.

Made with Python 3.11, NumPy 1.24.2 and SciPy 1.10.1 of Debian 12 (package python3-scipy):  python3 spike_times.py > spike_times.json

Each cell is written here from its paper, in mV, ms, uA/cm2, mS/cm2 and uF/cm2, and integrated twice: by LSODA (stiff, multistep) and by DOP853
(explicit, 8th order), both at relative tolerance 1e-11. A spike is the soma's V crossing -20 mV from below, located on the solver's dense output. Gates start at their
steady state for the initial V. "difference" is the largest difference in ms between the two programs' times, "currents" the injected current as
(start in ms, uA/cm2) pairs.
"""
import json

import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import exprel

exp = np.exp


def linear(rate, x, scale):
    """rate x / (1 - exp(-x / scale))"""
    return rate * scale / exprel(-x / scale)


def traub_miles(v):
    return dict(
        m=(linear(0.32, v - 13, 4), linear(0.28, 40 - v, 5)),
        h=(0.128 * exp((17 - v) / 18), 4 / (1 + exp((40 - v) / 5))),
        n=(linear(0.032, v - 15, 5), 0.5 * exp((10 - v) / 40)))


def wang_buzsaki(v):
    return dict(
        m=(linear(0.1, v + 35, 10), 4 * exp(-(v + 60) / 18)),
        h=(5 * 0.07 * exp(-(v + 58) / 20), 5 / (1 + exp(-(v + 28) / 10))),
        n=(5 * linear(0.01, v + 34, 10), 5 * 0.125 * exp(-(v + 44) / 80)))


def connor_stevens(v):
    return dict(
        m=(linear(0.38, v + 29.7, 10), 15.2 * exp(-0.0556 * (v + 54.7))),
        h=(0.266 * exp(-0.05 * (v + 48)), 3.8 / (1 + exp(-0.1 * (v + 18)))),
        n=(linear(0.02, v + 45.7, 10), 0.25 * exp(-0.0125 * (v + 55.7))))


def steady(rates):
    return rates[0] / (rates[0] + rates[1])


def relax(rates, x):
    return rates[0] * (1 - x) - rates[1] * x


class ReducedTraubMiles:
    v0 = -67
    rates = staticmethod(lambda v: traub_miles(v + 67))
    g = (100, 80, 0.1)
    e = (50, -100, -67)

    def start(self):
        r = self.rates(self.v0)
        return [self.v0, steady(r["h"]), steady(r["n"])]

    def slope(self, y, i):
        v, h, n = y
        r = self.rates(v)
        ionic = self.g[0] * steady(r["m"])**3 * h * (self.e[0] - v) + self.g[1] * n**4 * (self.e[1] - v) + self.g[2] * (self.e[2] - v)
        return [ionic + i, relax(r["h"], h), relax(r["n"], n)]


class WangBuzsaki(ReducedTraubMiles):
    v0 = -65
    rates = staticmethod(wang_buzsaki)
    g = (35, 9, 0.1)
    e = (55, -90, -65)


class Pospischil:
    """Gates m h n p, then q r of the L-type or u of the T-type calcium current."""

    def __init__(self, v0, gk, gl, el, gm=0, gcal=0, gcat=0):
        self.v0, self.gk, self.gl, self.el, self.gm, self.gcal, self.gcat = v0, gk, gl, el, gm, gcal, gcat

    def slow(self, v):
        p = 1 / (1 + exp(-(v + 35) / 10)), 1000 / (3.3 * exp((v + 35) / 20) + exp(-(v + 35) / 20))
        q = linear(0.055, v + 27, 3.8), 0.94 * exp((-75 - v) / 17)
        r = 0.000457 * exp((-13 - v) / 50), 0.0065 / (exp((-15 - v) / 28) + 1)
        w = v + 2
        u = 1 / (1 + exp((w + 81) / 4)), (30.8 + (211.4 + exp((w + 113.2) / 5)) / (1 + exp((w + 84) / 3.2))) / 3**1.2
        return p, q, r, u

    def start(self):
        r = traub_miles(self.v0 + 55)
        p, q, rr, u = self.slow(self.v0)
        return [self.v0, steady(r["m"]), steady(r["h"]), steady(r["n"]), p[0], steady(q), steady(rr), u[0]]

    def slope(self, y, i):
        v, m, h, n, p, q, r, u = y
        k = traub_miles(v + 55)
        pp, qq, rr, uu = self.slow(v)
        s = 1 / (1 + exp(-(v + 2 + 57) / 6.2))
        ionic = (50 * m**3 * h * (50 - v) + (self.gk * n**4 + self.gm * p) * (-100 - v) + self.gl * (self.el - v)
                 + (self.gcal * q**2 * r + self.gcat * s**2 * u) * (120 - v))
        return [ionic + i, relax(k["m"], m), relax(k["h"], h), relax(k["n"], n), (pp[0] - p) / pp[1], relax(qq, q), relax(rr, r), (uu[0] - u) / uu[1]]


class ConnorStevens:
    v0 = -68

    def transient(self, v):
        a = (0.0761 * exp(0.0314 * (v + 94.22)) / (1 + exp(0.0346 * (v + 1.17))))**(1 / 3), 0.3632 + 1.158 / (1 + exp(0.0497 * (v + 55.96)))
        b = (1 / (1 + exp(0.0688 * (v + 53.3))))**4, 1.24 + 2.678 / (1 + exp(0.0624 * (v + 50)))
        return a, b

    def start(self):
        r = connor_stevens(self.v0)
        a, b = self.transient(self.v0)
        return [self.v0, steady(r["m"]), steady(r["h"]), steady(r["n"]), a[0], b[0]]

    def slope(self, y, i):
        v, m, h, n, a, b = y
        r = connor_stevens(v)
        aa, bb = self.transient(v)
        ionic = 120 * m**3 * h * (55 - v) + 20 * n**4 * (-72 - v) + 47.7 * a**3 * b * (-75 - v) + 0.3 * (-17 - v)
        return [ionic + i, relax(r["m"], m), relax(r["h"], h), relax(r["n"], n), (aa[0] - a) / aa[1], (bb[0] - b) / bb[1]]


class PinskyRinzel:
    """In the paper's potentials from rest, 60 mV above ours; I_s per area of the whole cell."""
    v0 = -64.6

    def gates(self, vs, vd):
        m = linear(0.32, vs - 13.1, 4), linear(0.28, 40.1 - vs, 5)
        n = linear(0.016, vs - 35.1, 5), 0.25 * exp(0.5 - 0.025 * vs)
        h = 0.128 * exp((17 - vs) / 18), 4 / (1 + exp((40 - vs) / 5))
        s = 1.6 / (1 + exp(-0.072 * (vd - 65))), linear(0.02, 51.1 - vd, 5)
        both = 2 * exp((6.5 - vd) / 27)
        ac = exp((vd - 10) / 11 - (vd - 6.5) / 27) / 18.975 if vd <= 50 else both
        return m, n, h, s, (ac, both - ac)

    def start(self):
        m, n, h, s, c = self.gates(-4.6, -4.5)
        return [-64.6, -4.5, steady(h), steady(n), steady(s), steady(c), 0, 0]

    def slope(self, y, i):
        vs, vd, h, n, s, c, q, ca = y
        vs = vs + 60
        mm, nn, hh, ss, cc = self.gates(vs, vd)
        ical = 10 * s**2 * (140 - vd)
        dvs = (0.1 * (0 - vs) + 30 * steady(mm)**2 * h * (120 - vs) + 15 * n * (-15 - vs) + 2.1 / 0.5 * (vd - vs) + i / 0.5) / 3
        dvd = (0.1 * (0 - vd) + ical + 0.8 * q * (-15 - vd) + 15 * c * min(ca / 250, 1) * (-15 - vd) + 2.1 / 0.5 * (vs - vd)) / 3
        return [dvs, dvd, relax(hh, h), relax(nn, n), relax(ss, s), relax(cc, c), relax((min(0.00002 * ca, 0.01), 0.001), q), 0.13 * ical - 0.075 * ca]


def spikes(cell, currents, until, method):
    crossing = lambda t, y: y[0] + 20
    crossing.direction = 1
    y, times = cell.start(), []
    for k, (begin, i) in enumerate(currents):
        end = currents[k + 1][0] if k + 1 < len(currents) else until
        done = solve_ivp(lambda t, y: cell.slope(y, i), (begin, end), y, method=method, rtol=1e-11, atol=1e-12, events=crossing, max_step=0.5)
        y = done.y[:, -1]
        times.extend(done.t_events[0])
    return times, y[0]


area96 = np.pi * 96e-4**2  # cm2
area67 = np.pi * 67e-4**2
cells = {
    "ReducedTraubMiles": (ReducedTraubMiles(), [(0, 1.4)], 200),
    "WangBuzsaki": (WangBuzsaki(), [(0, 1.0)], 200),
    "RegularSpiking": (Pospischil(-70, 5, 0.1, -70, gm=0.07), [(0, 0.75e-3 / area96)], 400),
    "FastSpiking": (Pospischil(-70, 10, 0.15, -70), [(0, 0.8e-3 / area67)], 200),
    "IntrinsicallyBursting": (Pospischil(-84, 5, 0.01, -85, gm=0.03, gcal=0.17), [(0, 0.15e-3 / area96)], 700),
    "LowThresholdSpiking": (Pospischil(-60, 5, 0.01, -60, gm=0.03, gcat=0.4), [(0, 0), (100, -0.15e-3 / area96), (500, 0)], 800),
    "ConnorStevens": (ConnorStevens(), [(0, 10.0)], 200),
    "PinskyRinzel": (PinskyRinzel(), [(0, 0.75)], 1500),
}
result = {}
for name, (cell, currents, until) in cells.items():
    first, v = spikes(cell, currents, until, "LSODA")
    second, w = spikes(cell, currents, until, "DOP853")
    assert len(first) == len(second), name
    difference = max((abs(a - b) for a, b in zip(first, second)), default=0)
    result[name] = dict(currents=currents, until=until, spikes=[round(t, 6) for t in second], voltage=round(w, 6), difference=float(f"{difference:.1e}"))
print("{\n" + ",\n".join(f' "{name}": {json.dumps(values)}' for name, values in result.items()) + "\n}")
