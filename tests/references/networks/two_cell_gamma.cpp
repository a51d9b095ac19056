// Gamma of one pyramidal cell and one interneuron (Boergers 2017, An Introduction to Modeling Neuronal Dynamics, chapter 30), by the classical Runge-Kutta
// method at 0.002 ms (at 0.004 ms all digits printed here are the same but the last). E: reduced Traub-Miles, I: Wang-Buzsaki; mV, ms, mS/cm2, uA/cm2.
// ds/dt = (1 + tanh(V/4))/2 (1 - s)/0.5 - s/tau. Frequency (Hz), lag of I behind E (ms) at 0 mV upwards, spikes of I per spike of E, over the last 20 cycles.
// g++ -O2 -o two_cell_gamma two_cell_gamma.cpp && ./two_cell_gamma
#include <cmath>
#include <cstdio>
#include <vector>
using namespace std;

struct Pair { double tauI = 9, drive = 1.4, gEI = 0.25, gIE = 0.25, tauE = 3; };  // gEI onto the interneuron, gIE onto the pyramidal cell

static double ratio(double x) { return fabs(x) < 1e-7 ? 1 : x / (exp(x) - 1); }

static void slopes(const Pair& p, const double* y, double* d)
{
    double v = y[0], w = y[4];
    double am = 0.32 * 4 * ratio(-(v + 54) / 4), bm = 0.28 * 5 * ratio((v + 27) / 5), m = am / (am + bm);
    double ah = 0.128 * exp(-(v + 50) / 18), bh = 4 / (1 + exp(-(v + 27) / 5));
    double an = 0.032 * 5 * ratio(-(v + 52) / 5), bn = 0.5 * exp(-(v + 57) / 40);
    double ami = 1 * ratio(-(w + 35) / 10), bmi = 4 * exp(-(w + 60) / 18), mi = ami / (ami + bmi);
    double ahi = 0.35 * exp(-(w + 58) / 20), bhi = 5 / (1 + exp(-0.1 * (w + 28)));
    double ani = 0.5 * ratio(-(w + 34) / 10), bni = 0.625 * exp(-(w + 44) / 80);
    d[0] = 100 * m * m * m * y[1] * (50 - v) + 80 * pow(y[2], 4) * (-100 - v) + 0.1 * (-67 - v) + p.gIE * y[7] * (-75 - v) + p.drive;
    d[1] = ah * (1 - y[1]) - bh * y[1];
    d[2] = an * (1 - y[2]) - bn * y[2];
    d[3] = (1 + tanh(v / 4)) / 2 * (1 - y[3]) / 0.5 - y[3] / p.tauE;
    d[4] = 35 * mi * mi * mi * y[5] * (55 - w) + 9 * pow(y[6], 4) * (-90 - w) + 0.1 * (-65 - w) - p.gEI * y[3] * w;
    d[5] = ahi * (1 - y[5]) - bhi * y[5];
    d[6] = ani * (1 - y[6]) - bni * y[6];
    d[7] = (1 + tanh(w / 4)) / 2 * (1 - y[7]) / 0.5 - y[7] / p.tauI;
}

static void measure(const char* name, double value, const Pair& p, double end = 1500, double dt = 0.002)
{
    double y[8] = {-67, 0, 0, 0, -65, 0, 0, 0};
    {
        double v = -67, w = -65, ah = 0.128 * exp(-(v + 50) / 18), bh = 4 / (1 + exp(-(v + 27) / 5));
        double an = 0.16 * ratio(-(v + 52) / 5), bn = 0.5 * exp(-(v + 57) / 40);
        double ai = 0.35 * exp(-(w + 58) / 20), bi = 5 / (1 + exp(-0.1 * (w + 28))), ci = 0.5 * ratio(-(w + 34) / 10), di = 0.625 * exp(-(w + 44) / 80);
        y[1] = ah / (ah + bh), y[2] = an / (an + bn), y[5] = ai / (ai + bi), y[6] = ci / (ci + di);
    }
    vector<double> e, i;
    for (long n = 0; n < end / dt; n++)
    {
        double k1[8], k2[8], k3[8], k4[8], z[8], before = y[0], beforeI = y[4];
        slopes(p, y, k1);
        for (int j = 0; j < 8; j++) z[j] = y[j] + dt / 2 * k1[j];
        slopes(p, z, k2);
        for (int j = 0; j < 8; j++) z[j] = y[j] + dt / 2 * k2[j];
        slopes(p, z, k3);
        for (int j = 0; j < 8; j++) z[j] = y[j] + dt * k3[j];
        slopes(p, z, k4);
        for (int j = 0; j < 8; j++) y[j] += dt / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
        if (before < 0 && y[0] >= 0) e.push_back(dt * (n - before / (y[0] - before)));
        if (beforeI < 0 && y[4] >= 0) i.push_back(dt * (n - beforeI / (y[4] - beforeI)));
    }
    size_t count = e.size();
    if (count < 22) { printf("%s %g: %zu spikes\n", name, value, count); return; }
    double first = e[count - 21], last = e[count - 1], lag = 0;
    int lags = 0, inside = 0;
    for (size_t k = count - 21; k < count - 1; k++)
        for (double t : i) if (t > e[k]) { lag += t - e[k]; lags++; break; }
    for (double t : i) inside += t > first && t <= last;
    printf("%s %g: %.4f Hz, lag %.4f ms, %.2f spikes of I per cycle\n", name, value, 20000 / (last - first), lags ? lag / lags : NAN, inside / 20.0);
}

int main()
{
    for (double tau : {6, 9, 12, 15, 20, 25}) { Pair p; p.tauI = tau; measure("tau_I", tau, p); }
    { Pair p; p.gIE = 0; measure("g_IE", 0, p); }
    for (double drive : {1.26, 1.54}) { Pair p; p.drive = drive; measure("drive", drive, p); }
    for (double tau : {8.1, 9.9}) { Pair p; p.tauI = tau; measure("tau_I", tau, p); }
    for (double g : {.25, .2, .16, .14, .13, .12, .11, .1, .08, .06, .05, .04, .03}) { Pair p; p.gEI = g; measure("g_EI", g, p, 4000); }
}
