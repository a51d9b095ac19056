using Neuropil.Compiler;
using Neuropil.Benchmarks;

namespace Neuropil.Tests.Compiler;

/// <summary>Compiled kernels against each other, width by width and cut by cut, and against the interpreter.</summary>
public class KernelTests
{
    private const int Cells = 203; // no multiple of any vector
    private const double TimeStep = 0.1;

    public static TheoryData<LaneWidth, bool, int> Widths()
    {
        var data = new TheoryData<LaneWidth, bool, int>();
        foreach (var width in new[] { LaneWidth.Scalar, LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512 })
        {
            foreach (bool isSingle in new[] { false, true })
            {
                data.Add(width, isSingle, 1);
                data.Add(width, isSingle, 4);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_gives_the_same_bits(LaneWidth width, bool isSingle, int pairs)
    {
        using var one = Rig(isSingle, pairs);
        using var other = Rig(isSingle, pairs);
        var (reference, kernel) = (one.Compiled(LaneWidth.Bits256), other.Compiled(width));
        Assert.Equal(LaneSet.Of(width, isSingle).Lanes, kernel.Lanes);
        for (int step = 0; step < 30; step++)
        {
            one.Step(reference);
            other.Step(kernel);
            Assert.Equal(one.Spikes.ToArray(), other.Spikes.ToArray());
        }

        AssertSameStates(one, other);
    }

    [Theory]
    [InlineData(false, 1, 1e-12)]
    [InlineData(false, 4, 1e-12)]
    [InlineData(true, 1, 1e-5)]
    [InlineData(true, 4, 1e-5)]
    public void One_step_from_random_states_is_that_of_the_interpreter(bool isSingle, int pairs, double tolerance)
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            using var fast = Rig(isSingle, pairs, seed: seed);
            using var slow = Rig(isSingle, pairs, seed: seed);
            fast.Step(fast.Compiled());
            slow.Step(slow.Interpreted());
            for (int column = 0; column < fast.Plan.Columns.Count; column++)
            {
                if (fast.Plan.Columns[column].Kind == ColumnKind.State)
                {
                    double allowed = tolerance * RandomStates.Scale(fast.Plan.Columns[column]);
                    Assert.All(fast.Column(column).Zip(slow.Column(column)), pair => Assert.InRange(pair.First - pair.Second, -allowed, allowed));
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cutting_a_kernel_into_parts_changes_no_bit(bool isSingle)
    {
        using var whole = Rig(isSingle, 4, largestPart: int.MaxValue);
        using var cut = Rig(isSingle, 4, largestPart: 150);
        Assert.Equal(1, whole.Compiled().Program.Parts);
        Assert.True(cut.Compiled().Program.Parts > 3);
        Assert.DoesNotContain(cut.Plan.Columns, column => column.Kind == ColumnKind.Scratch);
        for (int step = 0; step < 30; step++)
        {
            whole.Step(whole.Compiled());
            cut.Step(cut.Compiled());
            Assert.Equal(whole.Spikes.ToArray(), cut.Spikes.ToArray());
        }

        AssertSameStates(whole, cut);
    }

    [Fact]
    public void Equal_plans_share_one_kernel_whatever_their_parameters()
    {
        using var one = new KernelRig(Cell(-60), Integrators.ExponentialEuler, Cells, TimeStep);
        using var other = new KernelRig(Cell(-55), Integrators.ExponentialEuler, Cells, TimeStep);
        Assert.Same(one.Compiled().Program, other.Compiled().Program);
        one.Step(one.Compiled());
        other.Step(other.Compiled());
        Assert.NotEqual(one[one.State("V"), 0], other[other.State("V"), 0]);

        static EquationSystem Cell(double reversal)
            => TraubMilesCell.WithSynapses(new PointNeuron { Mechanisms = [new Leak { Reversal = reversal * Units.mV }] });
    }

    [Fact]
    public void A_spike_is_reported_once_by_its_cell_and_never_by_the_padding()
    {
        using var rig = Rig(isSingle: false, pairs: 1);
        int voltage = rig.State("V");
        int padded = (Cells + 15) / 16 * 16;
        for (int cell = 0; cell < padded; cell++)
        {
            rig[voltage, cell] = -21;
        }

        // A cell with all sodium channels open crosses -20 mV within a step.
        foreach (int cell in new[] { 7, Cells - 1, Cells })
        {
            rig[rig.State("na.m"), cell] = 1;
            rig[rig.State("na.h"), cell] = 1;
        }

        for (int cell = 0; cell < padded; cell++)
        {
            if (cell is not (7 or (Cells - 1) or Cells))
            {
                rig[rig.State("na.m"), cell] = 0;
                rig[rig.State("k.n"), cell] = 1;
            }
        }

        rig.Step(rig.Compiled());
        Assert.Equal([7, Cells - 1], rig.Spikes.ToArray());
        rig.Step(rig.Compiled());
        Assert.Empty(rig.Spikes.ToArray());
    }

    [Theory]
    [InlineData("V")]
    [InlineData("na.m")]
    [InlineData("na.h")]
    [InlineData("k.n")]
    [InlineData("excitation.g")]
    [InlineData("inhibition.g")]
    public void A_state_that_is_not_a_number_is_reported_at_once(string state)
    {
        using var rig = Rig(isSingle: false, pairs: 1);
        rig[rig.State(state), 100] = double.NaN;
        rig.Step(rig.Compiled());
        Assert.Equal(100, rig.NotFinite);
    }

    [Fact]
    public void The_dump_names_columns_and_formulas()
    {
        using var rig = Rig(isSingle: false, pairs: 1);
        string dump = rig.Plan.Dump();
        Assert.Contains("load V", dump);
        Assert.Contains("store sodium1.na.m", dump);
        Assert.Contains("spikes where", dump);
    }

    private static KernelRig Rig(bool isSingle, int pairs, int largestPart = SimdBackend.LargestPart, ulong seed = 1)
    {
        var rig = new KernelRig(TraubMilesCell.Equations(pairs), Integrators.ExponentialEuler, Cells, TimeStep, isSingle, largestPart);
        RandomStates.Fill(rig, seed);
        return rig;
    }

    private static void AssertSameStates(KernelRig one, KernelRig other)
    {
        for (int column = 0; column < one.Plan.Columns.Count; column++)
        {
            if (one.Plan.Columns[column].Kind == ColumnKind.State)
            {
                int same = other.Plan.IndexOf(ColumnKind.State, one.Plan.Columns[column].Name);
                Assert.Equal(one.Column(column), other.Column(same));
            }
        }
    }
}
