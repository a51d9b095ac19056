"""Rates and steady states of ion channels at chosen voltages, from the formulas as the papers print them.

Made with Python 3.11 of Debian 12, nothing else:  python3 rates.py > rates.json

All arithmetic is decimal with 50 digits. Where a rate is 0/0 the voltage is moved by 1e-20 mV, so that no series or special function is needed. Each row of
"gates" has the channel, the gate, the voltage in mV, the calcium concentration in mM, the temperature in degrees Celsius, and the rates of opening and closing in
1/ms; "instant" has gates that are always at their steady state; "currents" has Goldman-Hodgkin-Katz current densities in uA/cm2, positive inward, for a
permeability of 1 cm/s.
"""
import json
from decimal import Decimal as D, getcontext

getcontext().prec = 50
R, F, KELVIN = D("8.31446261815324"), D("96485.33212331001"), D("273.15")
shifted = D("1e-20")


def exp(x):
    return x.exp()


def d(x):
    return D(str(x))


def steady(value, tau):
    """From a steady state and a time constant to rates."""
    return value / tau, (1 - value) / tau


def power(q10, t, reference):
    return (d(q10).ln() * (d(t) - d(reference)) / 10).exp()


def reduced_traub_miles(v, ca, t):
    m = d(.32) * (v + 54) / (1 - exp(-(v + 54) / 4)), d(.28) * (v + 27) / (exp((v + 27) / 5) - 1)
    return {"m!": m, "h": (d(.128) * exp(-(v + 50) / 18), 4 / (1 + exp(-(v + 27) / 5)))}


def wang_buzsaki_sodium(v, ca, t):
    m = d(-.1) * (v + 35) / (exp(d(-.1) * (v + 35)) - 1), 4 * exp(-(v + 60) / 18)
    return {"m!": m, "h": (5 * d(.07) * exp(-(v + 58) / 20), 5 / (exp(d(-.1) * (v + 28)) + 1))}


def wang_buzsaki_potassium(v, ca, t):
    return {"n": (5 * d(-.01) * (v + 34) / (exp(d(-.1) * (v + 34)) - 1), 5 * d(.125) * exp(-(v + 44) / 80))}


def muscarinic(v, ca, t):
    return {"p": steady(1 / (1 + exp(-(v + 35) / 10)), 1000 / (d(3.3) * exp((v + 35) / 20) + exp(-(v + 35) / 20)) / power(2.3, t, 36))}


def high_threshold(v, ca, t):
    return {"q": (d(.055) * (-27 - v) / (exp((-27 - v) / d(3.8)) - 1), d(.94) * exp((-75 - v) / 17)),
            "r": (d(.000457) * exp((-13 - v) / 50), d(.0065) / (exp((-15 - v) / 28) + 1))}


def low_threshold(v, ca, t):
    w = v + 2
    tau = (d(30.8) + (d(211.4) + exp((w + d(113.2)) / 5)) / (1 + exp((w + 84) / d(3.2)))) / power(3, t, 24)
    return {"s!!": 1 / (1 + exp(-(w + 57) / d(6.2))), "u": steady(1 / (1 + exp((w + 81) / 4)), tau)}


def thalamic(v, ca, t):
    w = v + 2
    fast = (d(.612) + 1 / (exp(-(w + 132) / d(16.7)) + exp((w + d(16.8)) / d(18.2)))) / power(3.55, t, 24)
    slow = (exp((w + 467) / d(66.6)) if w < -80 else 28 + exp(-(w + 22) / d(10.5))) / power(2.8, t, 24)
    return {"m": steady(1 / (1 + exp(-(w + 57) / d(6.2))), fast), "h": steady(1 / (1 + exp((w + 81) / 4)), slow)}


def connor_stevens_sodium(v, ca, t):
    return {"m": (d(.38) * (v + d(29.7)) / (1 - exp(d(-.1) * (v + d(29.7)))), d(15.2) * exp(d(-.0556) * (v + d(54.7)))),
            "h": (d(.266) * exp(d(-.05) * (v + 48)), d(3.8) / (1 + exp(d(-.1) * (v + 18))))}


def connor_stevens_potassium(v, ca, t):
    return {"n": (d(.02) * (v + d(45.7)) / (1 - exp(d(-.1) * (v + d(45.7)))), d(.25) * exp(d(-.0125) * (v + d(55.7))))}


def connor_stevens_transient(v, ca, t):
    a = ((d(.0761) * exp(d(.0314) * (v + d(94.22))) / (1 + exp(d(.0346) * (v + d(1.17))))).ln() / 3).exp()
    b = (1 / (1 + exp(d(.0688) * (v + d(53.3)))))**4
    return {"a": steady(a, d(.3632) + d(1.158) / (1 + exp(d(.0497) * (v + d(55.96))))),
            "b": steady(b, d(1.24) + d(2.678) / (1 + exp(d(.0624) * (v + 50))))}


def h_current(v, ca, t):
    return {"r": steady(1 / (1 + exp((v + 75) / d(5.5))), 1 / (exp(d(-14.59) - d(.086) * v) + exp(d(-1.87) + d(.0701) * v)))}


def afterhyperpolarization(v, ca, t):
    bound = (ca / d(.025))**2
    return {"m": steady(bound / (1 + bound), max(1 / d(.03) / (1 + bound) / power(3, t, 22), d(.1)))}


def big_conductance(v, ca, t):
    x = 2 * F * v / 1000 / (R * (KELVIN + d(t)))
    return {"o": (ca * d(.48) / (ca + d(.18) * exp(-d(.84) * x)), d(.28) / (1 + ca / (d(.011) * exp(-x))))}


def pinsky_rinzel_sodium(v, ca, t):
    u = v + 60
    m = d(.32) * (d(13.1) - u) / (exp((d(13.1) - u) / 4) - 1), d(.28) * (u - d(40.1)) / (exp((u - d(40.1)) / 5) - 1)
    return {"m!": m, "h": (d(.128) * exp((17 - u) / 18), 4 / (1 + exp((40 - u) / 5)))}


def pinsky_rinzel_potassium(v, ca, t):
    u = v + 60
    return {"n": (d(.016) * (d(35.1) - u) / (exp((d(35.1) - u) / 5) - 1), d(.25) * exp(d(.5) - d(.025) * u))}


def pinsky_rinzel_calcium(v, ca, t):
    u = v + 60
    return {"s": (d(1.6) / (1 + exp(d(-.072) * (u - 65))), d(.02) * (u - d(51.1)) / (exp((u - d(51.1)) / 5) - 1))}


def pinsky_rinzel_slow(v, ca, t):
    return {"q": (min(d(.00002) * ca * 1000, d(.01)), d(.001))}


def pinsky_rinzel_fast(v, ca, t):
    u = v + 60
    if u > 50:
        return {"c": (2 * exp((d(6.5) - u) / 27), D(0))}
    a = exp((u - 10) / 11 - (u - d(6.5)) / 27) / d(18.975)
    return {"c": (a, 2 * exp((d(6.5) - u) / 27) - a)}


# Voltages include those at which a rate is 0/0.
channels = [
    ("SodiumReducedTraubMiles", reduced_traub_miles, [-90, -67, -54, -40, -27, 10], [0], [20]),
    ("SodiumWangBuzsaki", wang_buzsaki_sodium, [-90, -65, -35, 0, 30], [0], [20]),
    ("PotassiumWangBuzsaki", wang_buzsaki_potassium, [-90, -65, -34, 0, 30], [0], [20]),
    ("PotassiumMuscarinic", muscarinic, [-80, -35, 0], [0], [24, 36]),
    ("CalciumHighThreshold", high_threshold, [-80, -27, 0], [0], [36]),
    ("CalciumLowThreshold", low_threshold, [-100, -75, -60, -30], [0], [24, 36]),
    ("CalciumLowThresholdThalamic", thalamic, [-100, -75, -60, -30], [.00024], [24, 36]),
    ("SodiumConnorStevens", connor_stevens_sodium, [-80, -29.7, 20], [0], [18]),
    ("PotassiumConnorStevens", connor_stevens_potassium, [-80, -45.7, 20], [0], [18]),
    ("PotassiumTransientConnorStevens", connor_stevens_transient, [-80, -50, 20], [0], [18]),
    ("HyperpolarizationActivated", h_current, [-110, -75, -40], [0], [35.5]),
    ("PotassiumAfterhyperpolarization", afterhyperpolarization, [-60], [.00024, .025, 2], [22, 36]),
    ("PotassiumBigConductance", big_conductance, [-60, 0, 40], [.0001, .01], [22, 36]),
    ("SodiumPinskyRinzel", pinsky_rinzel_sodium, [-70, -46.9, -19.9, 20], [0], [36]),
    ("PotassiumPinskyRinzel", pinsky_rinzel_potassium, [-70, -24.9, 20], [0], [36]),
    ("CalciumPinskyRinzel", pinsky_rinzel_calcium, [-70, -8.9, 20], [0], [36]),
    ("PotassiumSlowPinskyRinzel", pinsky_rinzel_slow, [-60], [.1, 1], [36]),
    ("PotassiumFastPinskyRinzel", pinsky_rinzel_fast, [-70, -10.5, -5, 20], [.1], [36]),
]
gates, instant = [], []
for name, formula, voltages, calcium, temperatures in channels:
    for v in voltages:
        for ca in calcium:
            for t in temperatures:
                for gate, rates in formula(d(v) + shifted, d(ca), t).items():
                    row = dict(channel=name, gate=gate.rstrip("!"), V=v, Ca=ca, T=t)
                    if gate.endswith("!!"):
                        instant.append(dict(row, value=float(rates)))
                    elif gate.endswith("!"):
                        instant.append(dict(row, value=float(rates[0] / (rates[0] + rates[1]))))
                    else:
                        gates.append(dict(row, opening=float(rates[0]), closing=float(rates[1])))

currents = []
for v in [-100, -40, 0, 60]:
    for t in [24, 36]:
        u = d(v) / 1000 + d("1e-23")
        x = 2 * F * u / (R * (KELVIN + d(t)))
        inner, outer = d(.00024), d(2)
        # 1 cm/s * 1 C/mol * 1e-6 mol/cm3 = 1 uA/cm2.
        outward = 2 * F * x * (inner - outer * exp(-x)) / (1 - exp(-x))
        currents.append(dict(V=v, T=t, inner=.00024, outer=2, value=float(-outward)))
rows = lambda table: "[\n  " + ",\n  ".join(json.dumps(row) for row in table) + "\n ]"
print("{\n" + ",\n".join(f' "{name}": {rows(table)}' for name, table in dict(gates=gates, instant=instant, currents=currents).items()) + "\n}")
