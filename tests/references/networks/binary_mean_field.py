"""Mean activities of a balanced network of binary units, by counting: each unit has Poisson(K m_E) active excitatory and Poisson(K m_I) active
inhibitory inputs, weights 1/sqrt(K) and -J/sqrt(K), and is on with the probability that its drive exceeds its threshold. Fixed point by
relaxation. Parameters of van Vreeswijk and Sompolinsky (1996): J_E 2, J_I 1.8, E 1, I 0.8, thresholds 1 and 0.7, m0 0.2.

A drive that equals its threshold does not exceed it. Where K is a square that happens, and floating-point numbers then decide by chance (1.8 and
0.7 are no binary numbers: at K = 100 they give 0.1006 and 0.1504 in place of 0.1058 and 0.1524), so bounds are exact fractions there.
Python 3.11, standard library only:  python3 binary_mean_field.py
"""
from fractions import Fraction
from math import exp, isqrt, lgamma, log, sqrt


def poisson(mean):
    count = int(mean + 10 * sqrt(mean) + 20)
    return [exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count)]


def root_of(inputs):
    return Fraction(isqrt(inputs)) if isqrt(inputs) ** 2 == inputs else Fraction(sqrt(inputs))


def active(inputs, m_e, m_i, inhibition, external, threshold):
    excitatory, inhibitory = poisson(inputs * m_e), poisson(inputs * m_i)
    above = [0.0]
    for p in reversed(excitatory):
        above.append(above[-1] + p)
    above.reverse()
    root = root_of(inputs)
    total = 0.0
    for count, p in enumerate(inhibitory):
        bound = (threshold - external * root) * root + inhibition * count  # more excitatory inputs than this
        first = max(0, bound.numerator // bound.denominator + 1)
        total += p * above[min(first, len(excitatory))]
    return total


def activities(inputs, outside):
    m_e, m_i = 0.6 * outside, 0.8 * outside
    for _ in range(2000):
        e = active(inputs, m_e, m_i, Fraction(2), outside, Fraction(1))
        i = active(inputs, m_e, m_i, Fraction(18, 10), outside * Fraction(8, 10), Fraction(7, 10))
        m_e += 0.05 * (e - m_e)
        m_i += 0.05 * (i - m_i)
    return m_e, m_i


if __name__ == "__main__":
    for inputs in (50, 100, 200, 500, 1000):
        m_e, m_i = activities(inputs, Fraction(2, 10))
        print(inputs, round(m_e, 5), round(m_i, 5))
    # How the activities follow the drive at K = 1000: slopes of straight lines over m0 0.1 to 0.3.
    drives = [Fraction(n, 100) for n in (10, 15, 20, 25, 30)]
    points = [activities(1000, drive) for drive in drives]
    x = [float(drive) for drive in drives]
    mean = sum(x) / len(x)
    for k in (0, 1):
        y = [point[k] for point in points]
        height = sum(y) / len(y)
        slope = sum((a - mean) * (b - height) for a, b in zip(x, y)) / sum((a - mean) ** 2 for a in x)
        print("slope", round(slope, 4), [round(value, 5) for value in y])
