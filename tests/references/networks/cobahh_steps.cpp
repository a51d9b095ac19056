// Benchmark 3 of Brette et al. (2007) by the steps of three programs, written plainly: 4000 Hodgkin-Huxley cells of a given network.
//
//   g++ -O3 -march=native -ffast-math -fopenmp-simd cobahh_steps.cpp -o cobahh_steps
//   ./cobahh_steps NETWORK STEP_MS DURATION_MS METHOD DELAY_STEPS RULE [SPIKES]
//
// NETWORK.targets, .offsets (32-bit) and .initial (V, gE, gI in mV and nS, 64-bit) are written by cobahh_same_network.py. METHOD is `exponential`
// (exponential Euler, everything from the step's beginning: Brian2, Neuropil), `backward` (V by backward Euler, then gates with the new V: NEURON) or `rk4`.
// RULE is `above` (a spike while V is above -20 mV, at most one in 3 ms: the benchmark in Brian2) or `crossing` (NEURON). SPIKES takes "step cell" of each.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

const int N = 4000, EXCITATORY = 3200;
double V[N], m[N], h[N], n[N], gE[N], gI[N], last[N];
bool above[N], everSpiked[N];

template <class T> std::vector<T> read(const std::string &name) {
    FILE *file = fopen(name.c_str(), "rb");
    if (!file) { perror(name.c_str()); exit(1); }
    fseek(file, 0, SEEK_END);
    std::vector<T> values(ftell(file) / sizeof(T));
    rewind(file);
    if (fread(values.data(), sizeof(T), values.size(), file) != values.size()) exit(1);
    fclose(file);
    return values;
}

static inline double linoid(double x, double y) { double q = x / y; return fabs(q) < 1e-6 ? y * (1 - q / 2) : x / (exp(q) - 1); }

static inline void rates(double u, double *r) {
    r[0] = 0.32 * linoid(13 - u, 4);
    r[1] = 0.28 * linoid(u - 40, 5);
    r[2] = 0.128 * exp((17 - u) / 18);
    r[3] = 4 / (1 + exp((40 - u) / 5));
    r[4] = 0.032 * linoid(15 - u, 5);
    r[5] = 0.5 * exp((10 - u) / 40);
}

static inline double gate(double x, double alpha, double beta, double dt) {
    double limit = alpha / (alpha + beta);
    return limit + (x - limit) * exp(-dt * (alpha + beta));
}

// Conductances in mS/cm2: nS over 20 000 um2 are 1/200 of it.
template <bool Backward> void step(double dt) {
    double decayE = exp(-dt / 5), decayI = exp(-dt / 10);
#pragma omp simd
    for (int i = 0; i < N; i++) {
        double na = 100 * m[i] * m[i] * m[i] * h[i], k = 30 * n[i] * n[i] * n[i] * n[i], e = gE[i] / 200, in = gI[i] / 200;
        double g = 0.05 + e + in + na + k, drive = 0.05 * -60 + in * -80 + na * 50 + k * -90, r[6], before = V[i];
        V[i] = Backward ? (before + dt * drive) / (1 + dt * g) : drive / g + (before - drive / g) * exp(-dt * g);
        rates((Backward ? V[i] : before) + 63, r);
        m[i] = gate(m[i], r[0], r[1], dt);
        h[i] = gate(h[i], r[2], r[3], dt);
        n[i] = gate(n[i], r[4], r[5], dt);
        gE[i] *= decayE;
        gI[i] *= decayI;
    }
}

static inline void slope(const double *x, double *d) {
    double r[6], e = x[4] / 200, in = x[5] / 200;
    rates(x[0] + 63, r);
    d[0] = 0.05 * (-60 - x[0]) - e * x[0] + in * (-80 - x[0]) + 100 * x[1] * x[1] * x[1] * x[2] * (50 - x[0]) + 30 * x[3] * x[3] * x[3] * x[3] * (-90 - x[0]);
    for (int z = 0; z < 3; z++) d[1 + z] = r[2 * z] * (1 - x[1 + z]) - r[2 * z + 1] * x[1 + z];
    d[4] = -x[4] / 5;
    d[5] = -x[5] / 10;
}

void rungeKutta(double dt) {
#pragma omp simd
    for (int i = 0; i < N; i++) {
        double x[6] = {V[i], m[i], h[i], n[i], gE[i], gI[i]}, a[6], b[6], c[6], d[6], y[6];
        slope(x, a);
        for (int z = 0; z < 6; z++) y[z] = x[z] + dt / 2 * a[z];
        slope(y, b);
        for (int z = 0; z < 6; z++) y[z] = x[z] + dt / 2 * b[z];
        slope(y, c);
        for (int z = 0; z < 6; z++) y[z] = x[z] + dt * c[z];
        slope(y, d);
        for (int z = 0; z < 6; z++) x[z] += dt / 6 * (a[z] + 2 * b[z] + 2 * c[z] + d[z]);
        V[i] = x[0]; m[i] = x[1]; h[i] = x[2]; n[i] = x[3]; gE[i] = x[4]; gI[i] = x[5];
    }
}

int main(int count, char **arguments) {
    if (count < 7) { fprintf(stderr, "see the head of the file\n"); return 2; }
    std::string network = arguments[1], method = arguments[4], rule = arguments[6];
    double dt = atof(arguments[2]), duration = atof(arguments[3]);
    int delay = atoi(arguments[5]);
    auto targets = read<int>(network + ".targets"), offsets = read<int>(network + ".offsets");
    auto initial = read<double>(network + ".initial");
    for (int i = 0; i < N; i++) {
        V[i] = initial[i]; gE[i] = initial[N + i]; gI[i] = initial[2 * N + i];
        above[i] = V[i] > -20;
        last[i] = -1e9;
    }
    FILE *out = count > 7 ? fopen(arguments[7], "w") : nullptr;
    std::vector<std::vector<int>> due(delay + 1);
    long spikes = 0, steps = lround(duration / dt);
    for (long s = 0; s < steps; s++) {
        auto &now = due[s % (delay + 1)];
        for (int source : now)
            for (int k = offsets[source]; k < offsets[source + 1]; k++)
                if (source < EXCITATORY) gE[targets[k]] += 6; else gI[targets[k]] += 67;
        now.clear();
        if (method == "rk4") rungeKutta(dt); else if (method == "backward") step<true>(dt); else step<false>(dt);
        double t = (s + 1) * dt;
        for (int i = 0; i < N; i++) {
            bool is = V[i] > -20;
            if (is && (rule == "above" ? t - last[i] > 3 - dt / 2 : !above[i])) {
                last[i] = t;
                everSpiked[i] = true;
                spikes++;
                due[(s + 1 + delay) % (delay + 1)].push_back(i);
                if (out) fprintf(out, "%ld %d\n", s, i);
            }
            above[i] = is;
        }
    }
    int silent = 0;
    for (bool spiked : everSpiked) silent += !spiked;
    printf("%s, %g ms, %s, delay %d, %s: %.2f Hz, silent %d\n", network.c_str(), dt, method.c_str(), delay, rule.c_str(), spikes / duration * 1000 / N, silent);
}
