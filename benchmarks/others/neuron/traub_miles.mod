TITLE Sodium and potassium of benchmark 3 of Brette et al. (2007): Traub and Miles (1991), voltage axis shifted by VT

NEURON {
    SUFFIX traubmiles
    NONSPECIFIC_CURRENT i
    RANGE gna, gk
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gna = 0.1 (S/cm2)
    gk = 0.03 (S/cm2)
    ena = 50 (mV)
    ek = -90 (mV)
    vt = -63 (mV)
}

ASSIGNED {
    v (mV)
    i (mA/cm2)
    am (/ms)
    bm (/ms)
    ah (/ms)
    bh (/ms)
    an (/ms)
    bn (/ms)
}

STATE { m h n }

: all channels closed, as the benchmark begins
INITIAL { m = 0  h = 0  n = 0 }

BREAKPOINT {
    SOLVE states METHOD cnexp
    i = gna*m*m*m*h*(v - ena) + gk*n*n*n*n*(v - ek)
}

DERIVATIVE states {
    rates(v - vt)
    m' = am*(1 - m) - bm*m
    h' = ah*(1 - h) - bh*h
    n' = an*(1 - n) - bn*n
}

FUNCTION linoid(x, y) {
    if (fabs(x/y) < 1e-6) {
        linoid = y*(1 - x/y/2)
    } else {
        linoid = x/(exp(x/y) - 1)
    }
}

PROCEDURE rates(u (mV)) {
    am = 0.32*linoid(13 - u, 4)
    bm = 0.28*linoid(u - 40, 5)
    ah = 0.128*exp((17 - u)/18)
    bh = 4/(1 + exp((40 - u)/5))
    an = 0.032*linoid(15 - u, 5)
    bn = 0.5*exp((10 - u)/40)
}
