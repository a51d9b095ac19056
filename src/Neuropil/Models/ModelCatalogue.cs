namespace Neuropil;

/// <summary>The models that come with the library, each with its default parameters, a sentence and a source.</summary>
public static class ModelCatalogue
{
    /// <summary>All models, cells first.</summary>
    public static IReadOnlyList<CatalogueModel> All { get; } =
    [
        new(new HodgkinHuxley(), "The squid giant axon at 6.3 °C.", "Hodgkin and Huxley 1952, J. Physiol. 117"),
        new(new TraubMiles(), "The spiking cell of the benchmark COBAHH.", "Brette et al. 2007, J. Comput. Neurosci. 23, after Traub and Miles 1991"),
        new(new ReducedTraubMiles(), "A pyramidal cell with sodium activation at its steady state (RTM).",
            "Ermentrout and Kopell 1998, PNAS 95; Boergers 2017, section 5.2"),
        new(new WangBuzsaki(), "A fast-spiking hippocampal interneuron.", "Wang and Buzsáki 1996, J. Neurosci. 16"),
        new(new RegularSpiking(), "A pyramidal cell of cortex that adapts by an M current.", "Pospischil et al. 2008, Biol. Cybern. 99; ModelDB 123623"),
        new(new FastSpiking(), "A cortical interneuron that does not adapt.", "Pospischil et al. 2008, Biol. Cybern. 99; ModelDB 123623"),
        new(new IntrinsicallyBursting(), "A pyramidal cell of cortex whose first spikes are a burst, by an L-type calcium current.",
            "Pospischil et al. 2008, Biol. Cybern. 99; ModelDB 123623"),
        new(new LowThresholdSpiking(), "A cell of cortex that bursts on rebound, by a T-type calcium current.",
            "Pospischil et al. 2008, Biol. Cybern. 99; ModelDB 123623"),
        new(new ConnorStevens(), "A cell that an A current lets fire as slowly as one likes.",
            "Connor, Walter and McKown 1977, Biophys. J. 18; Dayan and Abbott 2001, section 6.2"),
        new(new PinskyRinzel(), "A CA3 pyramidal cell of two compartments, which bursts.", "Pinsky and Rinzel 1994, J. Comput. Neurosci. 1"),
        new(new PassiveTwoCompartment(), "A soma and a dendrite without channels.", "Koch 1999, Biophysics of Computation, chapter 3"),
        new(new LeakyIntegrateAndFire(), "A leaky membrane with a threshold and a reset.", "Lapicque 1907; Brette et al. 2007, J. Comput. Neurosci. 23"),
        new(new AdaptiveIntegrateAndFire(), "A leaky membrane with a threshold, a reset and an adaptation current.",
            "Treves 1993, Network 4; Gerstner et al. 2014, section 6.1"),
        new(new HomeostaticIntegrateAndFire(), "A leaky membrane whose threshold moves until it fires at a given rate.",
            "Lazar, Pipa and Triesch 2009, Front. Comput. Neurosci. 3:23"),
        new(new QuadraticIntegrateAndFire(), "A parabola for the onset of spikes: what every cell of type I is near threshold.",
            "Latham et al. 2000, J. Neurophysiol. 83"),
        new(new ExponentialIntegrateAndFire(), "An exponential for the onset of spikes.", "Fourcaud-Trocmé et al. 2003, J. Neurosci. 23"),
        new(new AdaptiveExponential(), "An exponential for the onset of spikes, with an adaptation current.", "Brette and Gerstner 2005, J. Neurophysiol. 94"),
        new(new Izhikevich(), "The simple model without units.", "Izhikevich 2003, IEEE Trans. Neural Netw. 14"),
        new(new Izhikevich2007(), "The simple model with the units of a cell.", "Izhikevich 2007, Dynamical Systems in Neuroscience, eqs. 8.5 and 8.6"),
        new(new PointConductanceNeuron(), "A leaky membrane with a threshold under the fluctuating conductances of a cortical network.",
            "Destexhe et al. 2001, Neuroscience 107"),
        new(new VoltageClamp { Mechanisms = [new Leak()] }, "A membrane whose potential an ideal amplifier holds.",
            "Hodgkin, Huxley and Katz 1952, J. Physiol. 116"),
        new(new RateUnit(), "A unit that stands for many cells by their rate.", "Wilson and Cowan 1972, Biophys. J. 12"),
        new(new BinaryUnit(), "A unit that is on or off.", "van Vreeswijk and Sompolinsky 1998, Neural Comput. 10"),

        new(new SodiumHodgkinHuxley(), "Sodium current of the squid giant axon.", "Hodgkin and Huxley 1952, J. Physiol. 117"),
        new(new PotassiumHodgkinHuxley(), "Delayed-rectifier potassium current of the squid giant axon.", "Hodgkin and Huxley 1952, J. Physiol. 117"),
        new(new SodiumTraubMiles(), "Fast sodium current of pyramidal cells.", "Traub and Miles 1991; Brette et al. 2007, J. Comput. Neurosci. 23"),
        new(new PotassiumTraubMiles(), "Delayed-rectifier potassium current of pyramidal cells.",
            "Traub and Miles 1991; Brette et al. 2007, J. Comput. Neurosci. 23"),
        new(new SodiumReducedTraubMiles(), "The same sodium current with its activation at the steady state.",
            "Ermentrout and Kopell 1998, PNAS 95; Boergers 2017, section 5.2"),
        new(new SodiumWangBuzsaki(), "Sodium current of a fast-spiking interneuron.", "Wang and Buzsáki 1996, J. Neurosci. 16"),
        new(new PotassiumWangBuzsaki(), "Delayed-rectifier potassium current of a fast-spiking interneuron.", "Wang and Buzsáki 1996, J. Neurosci. 16"),
        new(new SodiumConnorStevens(), "Sodium current of a crustacean axon.",
            "Connor, Walter and McKown 1977, Biophys. J. 18; Dayan and Abbott 2001, section 6.2"),
        new(new PotassiumConnorStevens(), "Delayed-rectifier potassium current of a crustacean axon.",
            "Connor, Walter and McKown 1977, Biophys. J. 18; Dayan and Abbott 2001, section 6.2"),
        new(new PotassiumTransientConnorStevens(), "Transient (A-type) potassium current, which lets cells fire slowly.",
            "Connor and Stevens 1971, J. Physiol. 213; Dayan and Abbott 2001, section 6.2"),
        new(new PotassiumMuscarinic(), "Slow M current, which adapts firing.", "Yamada, Koch and Adams 1989; Pospischil et al. 2008, Biol. Cybern. 99"),
        new(new PotassiumAfterhyperpolarization(), "Potassium current opened by calcium alone.", "Destexhe et al. 1994, J. Neurophysiol. 72"),
        new(new PotassiumBigConductance(), "Potassium current of BK channels, opened by calcium and depolarisation.",
            "Moczydlowski and Latorre 1983, J. Gen. Physiol. 82"),
        new(new CalciumHighThreshold(), "High-threshold (L-type) calcium current.",
            "Reuveni et al. 1993, J. Neurosci. 13; Pospischil et al. 2008, Biol. Cybern. 99"),
        new(new CalciumLowThreshold(), "Low-threshold (T-type) calcium current of cortical cells.",
            "Destexhe et al. 1996, J. Neurophysiol. 76; Pospischil et al. 2008, Biol. Cybern. 99"),
        new(new CalciumLowThresholdThalamic(), "Low-threshold (T-type) calcium current of relay cells, with the driving force of Goldman, Hodgkin and Katz.",
            "Huguenard and McCormick 1992, J. Neurophysiol. 68; Destexhe et al. 1998, J. Neurosci. 18"),
        new(new SodiumPinskyRinzel(), "Sodium current of a CA3 soma.", "Pinsky and Rinzel 1994, J. Comput. Neurosci. 1"),
        new(new PotassiumPinskyRinzel(), "Delayed-rectifier potassium current of a CA3 soma.", "Pinsky and Rinzel 1994, J. Comput. Neurosci. 1"),
        new(new CalciumPinskyRinzel(), "Calcium current of a CA3 dendrite.", "Pinsky and Rinzel 1994, J. Comput. Neurosci. 1"),
        new(new PotassiumSlowPinskyRinzel(), "Slow potassium current of a CA3 dendrite, opened by calcium alone.",
            "Pinsky and Rinzel 1994, J. Comput. Neurosci. 1"),
        new(new PotassiumFastPinskyRinzel(), "Fast potassium current of a CA3 dendrite, opened by calcium and depolarisation.",
            "Pinsky and Rinzel 1994, J. Comput. Neurosci. 1"),

        new(new Leak(), "A constant conductance.", "Hodgkin and Huxley 1952, J. Physiol. 117"),
        new(new HyperpolarizationActivated(), "The h current of relay cells, opened by hyperpolarisation.",
            "Huguenard and McCormick 1992, J. Neurophysiol. 68"),
        new(new CalciumPool(), "Calcium under the membrane, which calcium currents fill and which decays.",
            "Destexhe, Babloyantz and Sejnowski 1993, Biophys. J. 65"),

        new(new Sodium(), "Sodium, Na+.", "Hille 2001, Ion Channels of Excitable Membranes, chapter 1"),
        new(new Potassium(), "Potassium, K+.", "Hille 2001, Ion Channels of Excitable Membranes, chapter 1"),
        new(new Calcium(), "Calcium, Ca2+.", "Hille 2001, Ion Channels of Excitable Membranes, chapter 1"),

        new(new Exponential("excitation"), "A conductance that jumps at a spike and decays exponentially.", "Brette et al. 2007, J. Comput. Neurosci. 23"),
        new(new ExponentialCurrent("input"), "A current that jumps at a spike and decays exponentially.", "Gerstner et al. 2014, section 3.1"),
        new(
            new Together<Conductance>("glutamate", new Exponential("ampa") { Decay = 2 * Units.ms }, new Exponential("slow") { Decay = 100 * Units.ms }, 0.5),
            "Two receptors on one wiring, the second scaled by a ratio.",
            "elementary"),
        new(new Alpha("excitation"), "A conductance that follows a spike as the alpha function.", "Rall 1967, J. Neurophysiol. 30"),
        new(new AlphaCurrent("input"), "A current that follows a spike as the alpha function.", "Rotter and Diesmann 1999, Biol. Cybern. 81"),
        new(new DoubleExponential("excitation"), "A conductance that rises and decays exponentially after a spike.", "Gerstner et al. 2014, section 3.1"),
        new(new DoubleExponentialCurrent("input"), "A current that rises and decays exponentially after a spike.", "Gerstner et al. 2014, section 3.1"),
        new(new Nmda("nmda"), "A slow conductance that magnesium blocks and depolarisation frees, with its calcium.", "Jahr and Stevens 1990, J. Neurosci. 10"),
        new(new KineticAmpa("ampa"), "AMPA receptors that transmitter opens.", "Destexhe, Mainen and Sejnowski 1994, J. Comput. Neurosci. 1"),
        new(new KineticNmda("nmda"), "NMDA receptors that transmitter opens and magnesium blocks.",
            "Destexhe, Mainen and Sejnowski 1994, J. Comput. Neurosci. 1"),
        new(new KineticGabaA("gabaA"), "GABA-A receptors that transmitter opens.", "Destexhe, Mainen and Sejnowski 1994, J. Comput. Neurosci. 1"),
        new(new KineticGabaB("gabaB"), "GABA-B receptors, which open potassium channels by a G protein.",
            "Destexhe, Mainen and Sejnowski 1998, Methods in Neuronal Modeling, chapter 1"),
        new(
            new EquationReceptor<Conductance>("kernel", "dx/dt = -x/tau : nS; dg/dt = (x - g)/tau : nS; I = g*(E - V)\non spike: x += w")
            {
                Parameters = { ["tau"] = 2 * Units.ms, ["E"] = 0 * Units.mV },
            },
            "A kernel given as text.",
            "elementary"),
        new(new Neuromodulator("dopamine"), "A concentration about the cell that spikes raise, for plasticity to read.", "Izhikevich 2007, Cereb. Cortex 17"),
        new(new Delta("kick"), "A jump of the membrane potential.", "Brunel 2000, J. Comput. Neurosci. 8"),

        new(new BinomialRelease("quanta"), "Sites that each release one quantum by chance.", "del Castillo and Katz 1954, J. Physiol. 124"),
        new(new TsodyksMarkram("depression"), "Depression and facilitation by a resource and its utilization.", "Markram, Wang and Tsodyks 1998, PNAS 95"),
        new(new TsodyksMarkramThreeState("depression"), "The same where what is let out waits in an active state before it recovers.",
            "Tsodyks, Uziel and Markram 2000, J. Neurosci. 20"),
        new(new MongilloBarakTsodyks("facilitation"), "The same where a spike first facilitates and then releases.",
            "Mongillo, Barak and Tsodyks 2008, Science 319"),
        new(new StochasticTsodyksMarkram("vesicles"), "Depression and facilitation of single release sites by chance.",
            "Fuhrmann et al. 2002, J. Neurophysiol. 87"),
        new(new FacilitationDepression("factors"), "Facilitation and two kinds of depression by factors.", "Varela et al. 1997, J. Neurosci. 17"),
        new(new Enhancement("enhancement"), "Facilitation, augmentation and post-tetanic potentiation.", "Magleby and Zengel 1982, J. Gen. Physiol. 80"),
        new(new EnhancementWithDepression("enhancement"), "Facilitation, augmentation and potentiation of a resource that empties.",
            "Magleby and Zengel 1982, J. Gen. Physiol. 80; Tsodyks and Markram 1997, PNAS 94"),
        new(new VesicleCycle("vesicles"), "Release sites as a Markov chain driven by calcium, with synchronous and asynchronous release.",
            "Schneggenburger and Neher 2000, Nature 406; Goda and Stevens 1994, PNAS 91"),
        new(new MeanVesicleCycle("vesicles"), "The mean equations of the vesicle cycle.",
            "Schneggenburger and Neher 2000, Nature 406; Goda and Stevens 1994, PNAS 91"),

        new(new SynapticElements("growth"), "Calcium of the target and the synaptic elements that grow by it, for synapses that come and go.",
            "Butz and van Ooyen 2013, PLoS Comput. Biol. 9"),

        new(new GapJunction("gap"), "An electrical synapse.", "Bennett and Zukin 2004, Neuron 41"),
        new(new GradedSynapse("graded"), "A synapse that releases without spikes, by voltage.", "Destexhe, Mainen and Sejnowski 1994, J. Comput. Neurosci. 1"),
        new(new DriveCoupling("drive"), "The connection of rate units and binary units.", "Wilson and Cowan 1972, Biophys. J. 12"),

        new(new ConstantCurrent(), "A current that flows all the time.", "elementary"),
        new(new StepCurrent(), "A current that is switched on and off.", "elementary"),
        new(new SinusoidalCurrent(), "A sinusoid about a mean.", "elementary"),
        new(new ArrayCurrent { Samples = [50 * Units.pA, 100 * Units.pA] }, "A current read from samples.", "elementary"),

        new(new OrnsteinUhlenbeckCurrent(), "A fluctuating current.", "Uhlenbeck and Ornstein 1930, Phys. Rev. 36"),
        new(new OrnsteinUhlenbeckConductance(), "Background synapses as one fluctuating conductance.", "Destexhe et al. 2001, Neuroscience 107"),

        new(new PoissonSource(), "Independent spikes at a rate.", "elementary"),
        new(new RefractoryPoissonSource(), "Independent spikes at a rate, none within a dead time of another.", "Cox 1962, Renewal Theory, section 4.5"),
        new(new GammaSource(), "Independent spikes at a rate, more regular or less than by chance.", "Cox 1962, Renewal Theory, section 1.3"),
        new(new SpikeTimes([(0, 10 * Units.ms)]), "Spikes at given times.", "elementary"),

        new(new SpikeTimingPlasticity<Conductance>("pairs") { LargestWeight = 1 * Units.nS },
            "Pairs of spikes move the weight: additive, multiplicative, or between.",
            "Song, Miller and Abbott 2000, Nat. Neurosci. 3; Gütig et al. 2003, J. Neurosci. 23"),
        new(new TripletPlasticity<Conductance>("triplets") { LargestWeight = 1 * Units.nS },
            "Pairs and triplets of spikes move the weight.", "Pfister and Gerstner 2006, J. Neurosci. 26"),
        new(new InhibitoryPlasticity<Conductance>("balance") { LargestWeight = 10 * Units.nS },
            "Inhibition that lets its target come to fire at a rate.", "Vogels et al. 2011, Science 334"),
        new(new RewardPlasticity<Conductance>("reward") { LargestWeight = 1 * Units.nS },
            "Pairs of spikes mark a synapse, and a reward moves the weight of what is marked.", "Izhikevich 2007, Cereb. Cortex 17"),

        new(
            new EquationRelease("depression", """
                du/dt = (U - u)/tau_f : source
                dR/dt = (1 - R)/tau_d : source
                on spike: emit u*R; R = R - u*R; u = u + U*(1 - u)
                """)
            {
                Parameters = { ["U"] = 0.5, ["tau_f"] = 50 * Units.ms, ["tau_d"] = 800 * Units.ms }, Initial = { ["u"] = "U", ["R"] = 1 },
            },
            "A release given as text; here depression and facilitation.",
            "Tsodyks and Markram 1997, PNAS 94"),
        new(
            new EquationPlasticity("pairs", """
                dx/dt = -x/tau_plus  : source
                dy/dt = -y/tau_minus : target
                0 nS <= w <= w_max
                on spike:        w = w - A_minus*y; x = x + 1
                on target spike: w = w + A_plus*x;  y = y + 1
                """)
            {
                Parameters =
                {
                    ["tau_plus"] = 20 * Units.ms, ["tau_minus"] = 20 * Units.ms, ["A_plus"] = 0.01 * Units.nS, ["A_minus"] = 0.0105 * Units.nS,
                    ["w_max"] = 1 * Units.nS,
                },
            },
            "A plasticity given as text; here pairs of spikes move the weight.",
            "Song, Miller and Abbott 2000, Nat. Neurosci. 3"),
        new(new BcmPlasticity("bcm"), "Learning by rates with a threshold that slides with activity.", "Bienenstock, Cooper and Munro 1982, J. Neurosci. 2"),
        new(new SpikingBcmPlasticity<Conductance>("bcm") { LargestWeight = 1 * Units.nS }, "The same between cells that spike, by rates estimated from spikes.",
            "Bienenstock, Cooper and Munro 1982, J. Neurosci. 2"),
        new(new CalciumPlasticity<Conductance>("calcium") { LowWeight = 0.1 * Units.nS, HighWeight = 0.5 * Units.nS },
            "Calcium above two thresholds moves an efficacy with two stable states.", "Graupner and Brunel 2012, PNAS 109"),
        new(
            new NmdaCalciumPlasticity<Conductance>("calcium") { LowWeight = 0.1 * Units.nS, HighWeight = 0.5 * Units.nS, Scale = 1 * Units.fC },
            "The same rule driven by the calcium of NMDA receptors.", "Graupner and Brunel 2012, PNAS 109"),
        new(new ReceptorTrafficking<Conductance>("ampa") { PerReceptor = 0.01 * Units.nS },
            "AMPA receptors between four pools; those that are bound are the weight.",
            "Earnshaw and Bressloff 2006, J. Neurosci. 26"),
        new(new SynapticScaling("scaling"), "A cell scales its inputs until its spikes have a target rate.",
            "van Rossum, Bi and Turrigiano 2000, J. Neurosci. 20"),
        new(new ActivityScaling("scaling"), "A rate unit scales its inputs until its activity is a target.",
            "van Rossum, Bi and Turrigiano 2000, J. Neurosci. 20"),
        new(new PlasticityTogether("learning", new BcmPlasticity("bcm"), new ActivityScaling("scaling")), "Two rules on the same synapses.",
            "Turrigiano and Nelson 2004, Nat. Rev. Neurosci. 5"),
    ];

    /// <summary>The model of that name.</summary>
    /// <exception cref="UnknownNameException">There is none; the message gives the nearest.</exception>
    public static CatalogueModel ByName(string name)
        => All.FirstOrDefault(model => model.Name == name) ?? throw UnknownNameException.For("model", name, All.Select(model => model.Name));
}
