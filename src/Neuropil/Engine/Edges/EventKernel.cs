using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// One kernel of an event on one worker: the addresses that its columns have at present, and its table of uniform values. Columns of a kernel
/// are arrays of doubles whose element 0 belongs to entity 0 of the call; a shared column is one double.
/// </summary>
internal sealed unsafe class EventKernel : IDisposable
{
    /// <summary>The largest number of entities of a call: what is looked up for them stays in the first-level cache.</summary>
    public const int Largest = 512;

    /// <summary>Entities for which gathered columns must have room: a whole vector may be written behind the last.</summary>
    public const int Room = Largest + 16;

    private readonly IKernel kernel;
    private readonly AlignedMemory addresses;
    private readonly UniformTable uniforms;
    private readonly AlignedMemory sink;

    public EventKernel(EventStage stage, EngineState state)
    {
        Stage = stage;
        var plan = stage.Plan;
        kernel = state.Backend.Compile(plan);
        uniforms = new UniformTable(plan, state.TimeStep);
        addresses = new AlignedMemory((long)plan.Columns.Count * sizeof(long));
        sink = new AlignedMemory(sizeof(SpikeSink));
    }

    public EventStage Stage { get; }

    /// <summary>How many entities a vector holds.</summary>
    public int Lanes => kernel.Lanes;

    /// <summary>The addresses of the columns.</summary>
    public long* Columns => (long*)addresses.Address;

    /// <summary>Runs the kernel for the entities from <paramref name="begin"/> up to <paramref name="end"/>, whole vectors of them.</summary>
    /// <returns>The first faulty entity below <paramref name="count"/>, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Run(int begin, int end, int count)
    {
        var report = (SpikeSink*)sink.Address;
        report->Count = 0;
        report->Size = count;
        report->NotFinite = -1;
        kernel.Run(Columns, uniforms, begin, end, report);
        return report->NotFinite;
    }

    /// <summary>The number of entities of whole vectors that hold so many.</summary>
    public int Whole(int count) => (count + kernel.Lanes - 1) / kernel.Lanes * kernel.Lanes;

    public void Dispose()
    {
        addresses.Dispose();
        sink.Dispose();
    }
}
