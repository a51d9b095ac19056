using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What a second compartment does: where synapses lie, what reaches the soma, when the dendrite spikes itself, and what of a somatic spike returns.</summary>
internal sealed class DendriticIntegrationExperiment : Experiment<DendriticIntegrationParameters>
{
    private const int Parts = 4;

    public override string Name => "dendritic-integration";

    public override string Question => "How does a cell of two compartments integrate its inputs: attenuation, summation by location, dendritic spikes, back-propagation?";

    public override string Source => "Koch, Biophysics of Computation (1999), chapters 3 and 5; Pinsky and Rinzel, J. Comput. Neurosci. 1 (1994)";

    public override void Run(DendriticIntegrationParameters parameters, Session session, Findings findings)
    {
        findings.Note("The passive cell has values of ours, whole numbers for closed forms (Neuropil's PassiveTwoCompartment).");
        findings.Note("The active cell is that of Pinsky and Rinzel (1994). The paper gives densities only; the area of 20 000 um² is ours, and so are the inputs, the block of sodium and the measure of back-propagation. The holding current keeps the cell at the rest from which the paper starts. \"Intact\" spikes of the dendrite may be somatic spikes that return.");
        var passive = PassiveResponses.Of(parameters, session.Part(0, Parts));
        passive.Show(findings);
        var summation = SynapticSummation.Of(parameters, session.Part(1, Parts));
        summation.Show(findings, session.Cancellation);
        var spike = CalciumSpike.Of(parameters, session.Part(2, Parts));
        spike.Show(findings, session.Cancellation);
        var back = BackPropagation.Of(parameters, session.Part(3, Parts));
        back.Show(findings);
        findings.Populations(back.Run.Spikes);
        findings.Answer(Answer(parameters, passive, summation, spike, back));
    }

    protected override void Validate(DendriticIntegrationParameters parameters)
    {
        var cell = new PinskyRinzel();
        var (rest, reversal) = (cell.InitialVoltage, 0 * mV);
        if (!(parameters.DendriticSpikeLevel.SiValue > rest.UniformSi) || !(parameters.DendriticSpikeLevel < reversal))
        {
            throw new UserErrorException($"--dendritic-spike-level {parameters.DendriticSpikeLevel} is not between the cell's rest, {rest}, and the synapse's reversal potential, {reversal}");
        }

        if (parameters.SynapticDecay > parameters.StepDuration)
        {
            throw new UserErrorException($"--synaptic-decay {parameters.SynapticDecay} is longer than --step-duration {parameters.StepDuration}");
        }

        if (parameters.SomaticPulseDuration < parameters.TimeStep)
        {
            throw new UserErrorException($"--somatic-pulse-duration {parameters.SomaticPulseDuration} is shorter than --dt {parameters.TimeStep}");
        }
    }

    private static string Answer(DendriticIntegrationParameters parameters, PassiveResponses passive, SynapticSummation summation, CalciumSpike spike, BackPropagation back)
    {
        int last = summation.Conductances.Count - 1;
        string attenuation = $"Of a steady potential {100 * passive.SteadyTransfer(passive.Main, 1):F0} % and of a synaptic peak {100 * passive.PeakTransfer(passive.Main, 1):F0} % come from the dendrite to the soma of the passive cell. "
            + $"Two synapses of {summation.Conductances[last]} reach {100 * summation.Linearity(last, 0, 2):F0} % of their linear sum when both are on the dendrite and {100 * summation.Linearity(last, 1, 1):F0} % when they are apart. ";
        string calcium = !spike.IsFound
            ? spike.BlockedThreshold == 0 ? "Without sodium current the active dendrite spikes without any input. " : $"Without sodium current no input up to {spike.Conductances[^1]:G4} nS makes the active dendrite spike. "
            : $"Without sodium current the active dendrite spikes above {spike.BlockedThreshold:G4} nS, where its response changes {spike.Gain(CalciumSpike.Variant.SodiumBlocked):F1} times as much as the input ({spike.Gain(CalciumSpike.Variant.Passive):F2} times in a passive one)"
                + (double.IsNaN(spike.IntactThreshold) ? ". " : spike.IntactThreshold == 0 ? "; with it, it spikes without any input. " : $"; with it, {spike.IntactThreshold:G3} nS suffice. ");
        int[] spiking = [.. Enumerable.Range(0, back.Couplings.Count).Where(i => back.Spiked(i, active: false) && back.Spiked(i, active: true))];
        if (spiking.Length == 0)
        {
            return attenuation + calcium + $"A pulse of {parameters.SomaticPulse} made no soma spike.";
        }

        int most = spiking.MaxBy(i => back.Ratio(i, active: true) - back.Ratio(i, active: false));
        return attenuation + calcium
            + $"Of a somatic spike {100 * back.Ratio(spiking[0], active: false):F0} to {100 * back.Ratio(spiking[^1], active: false):F0} % reach a passive dendrite at couplings from {back.Couplings[spiking[0]] / (mS / cm2):G3} to {back.Couplings[spiking[^1]] / (mS / cm2):G3} mS/cm²; "
            + $"calcium current changes that most at {back.Couplings[most] / (mS / cm2):G3} mS/cm², from {100 * back.Ratio(most, active: false):F0} to {100 * back.Ratio(most, active: true):F0} %.";
    }
}
