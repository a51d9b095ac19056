"""Mean activities of a balanced network of binary units, by counting: each unit has Poisson(K m_E) active excitatory and Poisson(K m_I) active
inhibitory inputs, weights 1/sqrt(K) and -J/sqrt(K), and is on with the probability that its drive exceeds its threshold. Fixed point by
relaxation. Parameters of van Vreeswijk and Sompolinsky (1996): J_E 2, J_I 1.8, E 1, I 0.8, thresholds 1 and 0.7, m0 0.2.
Python 3.11, standard library only:  python3 binary_mean_field.py
"""
from math import exp, lgamma, log, sqrt


def poisson(mean):
    count = int(mean + 10 * sqrt(mean) + 20)
    return [exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count)]


def active(inputs, m_e, m_i, inhibition, external, threshold):
    excitatory, inhibitory = poisson(inputs * m_e), poisson(inputs * m_i)
    above = [0.0]
    for p in reversed(excitatory):
        above.append(above[-1] + p)
    above.reverse()
    root = sqrt(inputs)
    total = 0.0
    for count, p in enumerate(inhibitory):
        bound = (threshold - external * root) * root + inhibition * count  # more excitatory inputs than this
        first = max(0, int(bound // 1) + 1)
        total += p * above[min(first, len(excitatory))]
    return total


for inputs in (50, 200, 500):
    m_e, m_i = 0.12, 0.16
    for _ in range(4000):
        e = active(inputs, m_e, m_i, 2.0, 0.2, 1.0)
        i = active(inputs, m_e, m_i, 1.8, 0.16, 0.7)
        m_e += 0.05 * (e - m_e)
        m_i += 0.05 * (i - m_i)
    print(inputs, round(m_e, 5), round(m_i, 5))
