/// The network in F# of docs/modelling.md, as it stands there.
module Neuropil.FSharp.Tests.SmallNetwork

open Neuropil
open type Neuropil.Units

/// A quantity or a distribution as a parameter: the conversion that C# makes by itself.
let inline (!!) (value: ^a) : ^b = ((^a or ^b): (static member op_Implicit: ^a -> ^b) value)

let cell =
    PointNeuron(
        Area = !!(20_000.0 * um2), Capacitance = !!(1.0 * uF / cm2), Threshold = !!(-20.0 * mV),
        Mechanisms =
            [| Sodium(Reversal = !!(50.0 * mV), Channels = [| SodiumTraubMiles(Conductance = !!(100.0 * mS / cm2), Shift = !!(-63.0 * mV)) |])
               Potassium(Reversal = !!(-90.0 * mV), Channels = [| PotassiumTraubMiles(Conductance = !!(30.0 * mS / cm2), Shift = !!(-63.0 * mV)) |])
               Leak(Reversal = !!(-60.0 * mV), Conductance = !!(5.0 * nS / cm2)) |]
    )

let network = Network(Seed = 2007UL)
let cells = network.Add(Population("cells", 400, cell))
cells.Initial["V"] <- Distributions.Uniform(-70.0 * mV, -60.0 * mV)

let excitation =
    Projection<Conductance>(
        Name = "excitation", Source = cells.Slice("E", System.Range(0, 320)), Target = cells.All, Rule = FixedOutDegree(40),
        Receptor = Exponential("excitation", Decay = !!(5.0 * ms)), Weight = !!(6.0 * nS)
    )

network.Add(excitation) |> ignore

let run (duration: Time) =
    use simulation = new Simulation(network, RunOptions(TimeStep = 0.1 * ms))
    let spikes = simulation.Record(SpikeSelection(cells.All))
    simulation.Advance(duration) |> ignore
    spikes.Trains()
