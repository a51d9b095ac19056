"""Minimax polynomials for the elementary functions, rounded to the precision of the kernel.

Python 3.11, mpmath 1.2.1 (Debian 12: python3-mpmath) and 1.3.0 print the same rows. Run: python3 remez.py

Each row is fitted by the Remez exchange on a dense grid at 60 digits. The coefficients are then rounded to double or single one after the
other, lowest power first, refitting the remaining ones each time, so that a later coefficient takes up the rounding of an earlier one.
"""
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, log, exp, expm1, frexp, ldexp

mp.dps = 60


def rounded(value, bits):
    """The nearest number with that many significant bits."""
    if value == 0:
        return mpf(0)
    fraction, exponent = frexp(value)
    return ldexp(mp.nint(ldexp(fraction, bits)), exponent - bits)


def remez(target, weight, powers, low, high, grid=1500):
    """Coefficients c of sum c_i r^powers[i] with the smallest max |weight (target - sum)| on [low, high], and that maximum."""
    n = len(powers)
    xs = [(low + high) / 2 - (high - low) / 2 * cos(pi * (j + mpf(1) / 2) / grid) for j in range(grid)]
    xs = [low] + xs + [high]
    ws = [weight(x) for x in xs]
    fs = [target(x) for x in xs]
    rows = [[x ** p for p in powers] for x in xs]
    usable = [j for j in range(len(xs)) if ws[j] > 0]
    reference = [usable[int((len(usable) - 1) * (1 - mp.cos(pi * i / n)) / 2)] for i in range(n + 1)]
    for _ in range(40):
        a, b = matrix(n + 1, n + 1), matrix(n + 1, 1)
        for i, j in enumerate(reference):
            for c in range(n):
                a[i, c] = rows[j][c]
            a[i, n] = (-1) ** i / ws[j]
            b[i] = fs[j]
        solution = lu_solve(a, b)
        c = [solution[i] for i in range(n)]
        levelled = abs(solution[n])
        errors = [ws[j] * (fs[j] - sum(ci * ri for ci, ri in zip(c, rows[j]))) for j in range(len(xs))]
        # One extremum per run of equal sign, then the n + 1 consecutive ones that hold the largest.
        runs = []
        for j in usable:
            if runs and (errors[runs[-1]] > 0) == (errors[j] > 0):
                if abs(errors[j]) > abs(errors[runs[-1]]):
                    runs[-1] = j
            else:
                runs.append(j)
        largest = max(abs(errors[j]) for j in runs)
        if len(runs) < n + 1:
            return c, largest
        while len(runs) > n + 1:
            if abs(errors[runs[0]]) < abs(errors[runs[-1]]):
                runs.pop(0)
            else:
                runs.pop()
        if runs == reference or largest < levelled * (1 + mpf(10) ** -4):
            break
        reference = runs
    return c, largest


def fit(name, target, weight, powers, low, high, bits):
    """Prints the rounded row, and its largest weighted error with the rounded coefficients."""
    c, ideal = remez(target, weight, powers, low, high)
    nodes = [(low + high) / 2 - (high - low) / 2 * cos(pi * (j + mpf(1) / 2) / 200) for j in range(200)]
    weights = [weight(x) for x in nodes]
    fixed = {}
    for index, power in enumerate(powers):
        fixed[power] = rounded(c[index], bits)
        later = range(index + 1, len(powers))
        if not later:
            break
        change = c[index] - fixed[power]
        # Least squares: the later coefficients take up what this one lost.
        a, b = matrix(len(nodes), len(later)), matrix(len(nodes), 1)
        for j, x in enumerate(nodes):
            for column, i in enumerate(later):
                a[j, column] = weights[j] * x ** powers[i]
            b[j] = weights[j] * change * x ** power
        taken = lu_solve(a, b)
        for column, i in enumerate(later):
            c[i] += taken[column]
    worst = mpf(0)
    for j in range(4001):
        x = low + (high - low) * j / 4000
        worst = max(worst, abs(weight(x) * (target(x) - sum(v * x ** p for p, v in fixed.items()))))
    print(f"{name}: minimax 2^{mp.nstr(mp.log(ideal, 2), 5)}, rounded 2^{mp.nstr(mp.log(worst, 2), 5)}")
    for p in powers:
        print(f"    r^{p}: {float(fixed[p])!r}")
    return fixed


def exponential():
    """e^r = 1 + r + r^2 q(r) on |r| <= ln(2)/2: one row with the smallest error relative to e^r, one relative to e^r - 1.

    At k = +-1 the reduction r = (x - k hi) - k lo ends in a known error: lo = 2.3e-17 is 0.42 of the last place of |r| in [1/4, ln(2)/2], so
    that it is always rounded away, and r is too large by lo at k = 1 (where r < 0), too small by lo at k = -1 (where r > 0). The second row
    takes up part of it: its target is e^r - 1 + 4.5e-16 r^3, an odd term that is 0.8 lo at the ends. Tried from 0 to 8e-16: the largest error of
    Expm1 falls from 2.17 to 1.6 ulps. (In single, lo is a sixteenth of the last place: nothing to gain.)
    """
    half = log(2) / 2
    for name, degree, bits, slack, taken in (("double", 11, 53, mpf(10) ** -9, mpf("4.5e-16")), ("single", 6, 24, mpf(10) ** -4, mpf(0))):
        a = half * (1 + slack)
        powers = list(range(2, degree + 1))
        fit(f"exp, degree {degree}, {name}", lambda r: expm1(r) - r, lambda r: exp(-r), powers, -a, a, bits)
        fit(f"expm1, degree {degree}, {name}", lambda r: expm1(r) - r + taken * r ** 3, lambda r: abs(1 / expm1(r)) if r != 0 else mpf(0),
            powers, -a, a, bits)


def logarithm():
    """log(f) = 2s + s R(z), s = (f - 1)/(f + 1), z = s^2, f in [sqrt(1/2), sqrt(2)]: error relative to 2s.

    The second pair keeps 2/3 z apart, R(z) = 2/3 z + z^2 Q(z), for the logarithm in two parts that a power needs.
    """
    high = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2 * (1 + mpf(10) ** -6)
    series = lambda z: sum(2 * z ** n / (2 * n + 1) for n in range(1, 40))
    for name, last, bits in (("double", 7, 53), ("single", 3, 24)):
        fit(f"log R, {name}", series, lambda z: mpf(1) / 2, list(range(1, last + 1)), mpf(0), high, bits)
    for name, last, bits in (("double", 9, 53), ("single", 4, 24)):
        fit(f"log Q, {name}, relative to the whole logarithm", lambda z: (series(z) - 2 * z / 3) / z ** 2 if z != 0 else mpf(2) / 5,
            lambda z: z ** 2 / 2, list(range(0, last - 1)), mpf(0), high, bits)


def sine():
    """sin(r) = r + r^3 P(r^2) on |r| <= pi/2: error relative to sin(r)."""
    for name, last, bits, slack in (("double", 17, 53, mpf(10) ** -4), ("single", 9, 24, mpf(10) ** -2)):
        high = (pi / 2) ** 2 * (1 + slack)

        def target(z):
            return (sum((-1) ** n * z ** (n - 1) / mp.factorial(2 * n + 1) for n in range(1, 40)))

        def weight(z):
            return z * mp.sqrt(z) / mp.sin(mp.sqrt(z)) if z != 0 else mpf(0)

        fit(f"sin P, {name}", target, weight, list(range(0, (last - 3) // 2 + 1)), mpf(0), high, bits)


def parts(name, value, count, bits):
    """A constant as a sum of rounded parts."""
    left, out = value, []
    for _ in range(count):
        part = rounded(left, bits)
        out.append(repr(float(part)))
        left -= part
    print(f"{name} ({bits} bits): " + ", ".join(out))


if __name__ == "__main__":
    for bits in (53, 24):
        parts("ln 2", log(2), 2, bits)
        parts("1 / ln 2", 1 / log(2), 1, bits)
        parts("pi", +pi, 3, bits)
        parts("1 / pi", 1 / pi, 1, bits)
        parts("2/3", mpf(2) / 3, 2, bits)
        parts("sqrt(2)", mp.sqrt(2), 1, bits)
    exponential()
    logarithm()
    sine()
