/// What is declared in F# runs, and gives what it should: closed forms, and the same bits as the short form of the same network.
module Neuropil.FSharp.Tests.SmallNetworkTests

open System
open Neuropil
open Xunit
open type Neuropil.Units

open Neuropil.FSharp.Tests.SmallNetwork

[<Fact>]
let ``The network of the guide gives the spikes of its short form`` () =
    let other = Network(Seed = 2007UL)
    let same = other.Add(Population("cells", 400, cell))
    same.Initial["V"] <- Distributions.Uniform(-70.0 * mV, -60.0 * mV)
    let weight: Parameter<Conductance> = !!(6.0 * nS)
    other.Connect(same.Slice("E", Range(0, 320)), same, FixedOutDegree(40), Exponential("excitation", Decay = !!(5.0 * ms)), weight) |> ignore
    use simulation = new Simulation(other, RunOptions(TimeStep = 0.1 * ms, Threads = 2))
    let spikes = simulation.Record(SpikeSelection(same.All))
    simulation.Advance(50.0 * ms) |> ignore
    let trains = run (50.0 * ms)
    Assert.True(trains.Count > 400)
    Assert.Equal(spikes.Trains().Hash(), trains.Hash())

[<Fact>]
let ``A leaky cell of text spikes at the intervals of the closed form`` () =
    // From reset to threshold V = E + R I (1 - exp(-t / tau)): 10 ms ln((20 - 0) / (20 - 15)).
    let leaky = EquationCell("dV/dt = (20 mV - V) / (10 ms) : mV", Threshold = "V >= 15 mV", Reset = "V = 0 mV")
    let network = Network()
    let one = network.Add(Population("one", 1, leaky))
    one.Initial["V"] <- Parameter.op_Implicit (Quantity.Parse "0 mV")
    use simulation = new Simulation(network, RunOptions(TimeStep = 0.01 * ms))
    let spikes = simulation.Record(SpikeSelection(one.All))
    simulation.Advance(100.0 * ms) |> ignore
    let times = spikes.Trains().TimesSeconds(0)
    Assert.Equal(7, times.Length)
    Array.pairwise times |> Array.iter (fun (before, after) -> Assert.InRange(1000.0 * (after - before), 10.0 * log 4.0, 10.0 * log 4.0 + 0.0101))
