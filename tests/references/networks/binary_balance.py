"""Mean field of the balanced network of binary cells with Poisson in-degrees (van Vreeswijk and Sompolinsky 1996): prints m_E and m_I for some K.

Each cell counts Poisson numbers of active inputs; a tie is not above the threshold. /usr/bin/python3 with NumPy and SciPy.
"""
import numpy as np
from scipy.stats import poisson


def active(k, excitatory, inhibitory, inhibition, external, threshold):
    needed = threshold * np.sqrt(k) - k * external * 0.2
    n = np.arange(0, int(k * inhibitory + 12 * np.sqrt(k * inhibitory + 1)) + 2)
    most = np.floor(needed + inhibition * n + 1e-9)
    above = np.where(most < 0, 1, poisson.sf(most, k * excitatory))
    return (poisson.pmf(n, k * inhibitory) * above).sum()


for k in (100, 200, 500, 1000):
    e = i = 0.2
    for _ in range(100000):
        new_e, new_i = active(k, e, i, 2, 1, 1), active(k, e, i, 1.8, 0.8, 0.7)
        if abs(new_e - e) + abs(new_i - i) < 1e-12:
            break
        e, i = e + 0.5 / np.sqrt(k) * (new_e - e), i + 0.5 / np.sqrt(k) * (new_i - i)
    print(k, e, i)
