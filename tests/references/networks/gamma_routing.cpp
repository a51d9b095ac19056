// Two senders whose spikes come in gamma reach one group of cells that inhibition lets fire in gamma: by how much does the rate in 100 ms follow the slow signal
// of either sender? 200 integrate-and-fire cells, tau 5 ms, threshold 15 mV, reset 0 mV, refractory 2 ms, tau dV/dt = -V + E - I; a spike adds 20 mV to E (decay
// 1 ms) or 12 mV to I (3 ms). Each cell has of each sender Poisson spikes of 1000 Hz times 1 + 0.3 OU (100 ms), not below 0, of inhibition 2000 Hz, all times
// exp(4 cos(phase))/I0(4) at 40 Hz. B is opposite to A. Slopes of the rate on both signals by least squares, Hz per unit; mean and standard error of 4 runs of 20 s.
// g++ -O2 -o gamma_routing gamma_routing.cpp && ./gamma_routing
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
using namespace std;

static double bessel(double k) { double sum = 0, term = 1; for (int n = 1; n < 60; n++) { sum += term; term *= k * k / 4 / (n * n); } return sum; }

static uint64_t state;

static double uniform()  // splitmix64
{
    uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static int count(double mean, double none)  // Poisson by inversion; none is exp(-mean)
{
    double u = uniform(), p = none;
    int n = 0;
    for (double sum = p; u > sum && n < 60; sum += p) p *= mean / ++n;
    return n;
}

static void run(double phase, double kappa, unsigned seed, double& slopeA, double& slopeB)
{
    const int cells = 200; const double dt = 0.1, seconds = 20;
    mt19937_64 random(seed);
    state = 12345 + seed * 7919ULL;
    normal_distribution<double> normal;
    double v[cells] = {}, e[cells] = {}, i[cells] = {};
    int held[cells] = {};
    double x[2] = {normal(random), normal(random)}, keep = exp(-dt / 100), kick = sqrt(1 - keep * keep);
    double dE = exp(-dt / 1), dI = exp(-dt / 3), dV = exp(-dt / 5);
    double sa = 0, sb = 0, sr = 0, saa = 0, sbb = 0, sab = 0, sar = 0, sbr = 0; int windows = 0;
    double a = 0, b = 0; long spikes = 0;
    for (long n = 0; n < lround((seconds + 0.5) * 1000 / dt); n++)
    {
        double t = n * dt, angle = 2 * M_PI * 40 * t / 1000;
        for (double& each : x) each = keep * each + kick * normal(random);
        double signalA = max(0.0, 1 + 0.3 * x[0]), signalB = max(0.0, 1 + 0.3 * x[1]);
        double vonA = kappa > 0 ? exp(kappa * cos(angle - phase)) / bessel(kappa) : 1, vonB = kappa > 0 ? exp(-kappa * cos(angle - phase)) / bessel(kappa) : 1;
        double vonI = exp(4 * cos(angle)) / bessel(4);
        double meanE = 1.0 * dt * (signalA * vonA + signalB * vonB), meanI = 2.0 * dt * vonI, noneE = exp(-meanE), noneI = exp(-meanI);
        for (int k = 0; k < cells; k++)
        {
            e[k] = e[k] * dE + 20 * count(meanE, noneE);
            i[k] = i[k] * dI + 12 * count(meanI, noneI);
            if (held[k] > 0) { held[k]--; continue; }
            double rest = e[k] - i[k];
            v[k] = rest + (v[k] - rest) * dV;
            if (v[k] >= 15) { v[k] = 0; held[k] = 20; if (t >= 500) spikes++; }
        }
        if (t >= 500) { a += signalA; b += signalB; }
        if (t >= 500 && (n + 1) % 1000 == 0)
        {
            double r = spikes / (double)cells / 0.1; a /= 1000; b /= 1000;
            sa += a; sb += b; sr += r; saa += a * a; sbb += b * b; sab += a * b; sar += a * r; sbr += b * r; windows++;
            a = b = 0; spikes = 0;
        }
    }
    double m = windows, caa = saa - sa * sa / m, cbb = sbb - sb * sb / m, cab = sab - sa * sb / m, car = sar - sa * sr / m, cbr = sbr - sb * sr / m;
    slopeA = (car * cbb - cbr * cab) / (caa * cbb - cab * cab);
    slopeB = (cbr * caa - car * cab) / (caa * cbb - cab * cab);
}

static void report(const char* name, double phase, double kappa)
{
    const int runs = 4;
    double a = 0, aa = 0, b = 0, bb = 0;
    for (int k = 0; k < runs; k++)
    {
        double x, y; run(phase, kappa, 100 + k, x, y);
        a += x; aa += x * x; b += y; bb += y * y;
    }
    printf("%s: A %.2f +- %.2f, B %.2f +- %.2f\n", name, a / runs, sqrt((aa - a * a / runs) / (runs - 1) / runs), b / runs, sqrt((bb - b * b / runs) / (runs - 1) / runs));
    fflush(stdout);
}

int main()
{
    for (int degrees = 0; degrees < 360; degrees += 45) { char name[40]; snprintf(name, 40, "%d degrees", degrees); report(name, degrees * M_PI / 180, 4); }
    report("unmodulated", 0, 0);
}
