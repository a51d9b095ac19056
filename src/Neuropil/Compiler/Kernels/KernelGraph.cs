namespace Neuropil.Compiler;

/// <summary>
/// The nodes of a kernel in an order in which operands come before users, each distinct computation once (what is written twice is computed
/// once). It offers the <see cref="IPrimitives{TValue, TMask}"/>, so that the elementary functions build themselves into it.
/// </summary>
internal sealed class KernelGraph(bool isSingle) : IPrimitives<int, int>
{
    private readonly List<KernelNode> nodes = [];
    private readonly Dictionary<KernelNode, int> known = [];
    private int alarm = -1;

    public bool IsSingle { get; } = isSingle;

    public IReadOnlyList<KernelNode> Nodes => nodes;

    /// <summary>The column stores at the end: (column, value).</summary>
    public List<KernelStore> Stores { get; } = [];

    /// <summary>Where cells spike in this step, or -1.</summary>
    public int Spiked { get; set; } = -1;

    /// <summary>Where a cell may have a value that is not finite, or -1.</summary>
    public int NotFinite { get; set; } = -1;

    /// <summary>Where values that statements write over are not finite, in the order of the plan's <see cref="KernelPlan.Overwritten"/>.</summary>
    public List<int> Overwritten { get; } = [];

    /// <summary>What is looked at for every cell: the other masks matter only where it holds. It is -1 where there are none.</summary>
    public int Alarm
    {
        get => alarm >= 0 ? alarm : Spiked >= 0 ? Spiked : NotFinite;
        set => alarm = value;
    }

    /// <summary>The nodes of all masks.</summary>
    public IEnumerable<int> Masks => new[] { Alarm, Spiked, NotFinite }.Concat(Overwritten).Where(mask => mask >= 0);

    public KernelNode this[int index] => nodes[index];

    /// <summary>The node's index; the same node is never added twice.</summary>
    public int Add(KernelNode node)
    {
        if (!known.TryGetValue(node, out int index))
        {
            index = nodes.Count;
            nodes.Add(node);
            known.Add(node, index);
        }

        return index;
    }

    public int Uniform(int slot) => Add(new KernelNode(KernelOperation.Uniform, slot));

    public int Load(int column) => Add(new KernelNode(KernelOperation.Load, column));

    public int LoadArrivals(int column, int resolution) => Add(new KernelNode(KernelOperation.LoadArrivals, column, resolution));

    public int NoArrivals() => Add(new KernelNode(KernelOperation.NoArrivals));

    public int LoadShared(int column) => Add(new KernelNode(KernelOperation.LoadShared, column));

    public int Constant(double value)
        => Add(new KernelNode(KernelOperation.Constant, Bits: BitConverter.DoubleToInt64Bits(IsSingle ? (double)(float)value : value)));

    public int Unary(KernelOperation operation, int a) => Add(new KernelNode(operation, a));

    public int Binary(KernelOperation operation, int a, int b) => Add(new KernelNode(operation, a, b));

    public int Add(int a, int b) => Binary(KernelOperation.Add, a, b);

    public int Subtract(int a, int b) => Binary(KernelOperation.Subtract, a, b);

    public int Multiply(int a, int b) => Binary(KernelOperation.Multiply, a, b);

    public int Divide(int a, int b) => Binary(KernelOperation.Divide, a, b);

    public int FusedMultiplyAdd(int a, int b, int c) => Add(new KernelNode(KernelOperation.FusedMultiplyAdd, a, b, c));

    public int Negate(int a) => Unary(KernelOperation.Negate, a);

    public int Absolute(int a) => Unary(KernelOperation.Absolute, a);

    public int CopySign(int magnitude, int sign) => Binary(KernelOperation.CopySign, magnitude, sign);

    public int SquareRoot(int a) => Unary(KernelOperation.SquareRoot, a);

    public int Minimum(int a, int b) => Binary(KernelOperation.Minimum, a, b);

    public int Maximum(int a, int b) => Binary(KernelOperation.Maximum, a, b);

    public int RoundToEven(int a) => Unary(KernelOperation.RoundToEven, a);

    public int ShiftIntoExponent(int a) => Unary(KernelOperation.ShiftIntoExponent, a);

    public int Exponent(int x) => Unary(KernelOperation.Exponent, x);

    public int Fraction(int x) => Unary(KernelOperation.Fraction, x);

    public int Less(int a, int b) => Binary(KernelOperation.Less, a, b);

    public int LessOrEqual(int a, int b) => Binary(KernelOperation.LessOrEqual, a, b);

    public int Equal(int a, int b) => Binary(KernelOperation.Equal, a, b);

    public int And(int a, int b) => Binary(KernelOperation.And, a, b);

    public int Or(int a, int b) => Binary(KernelOperation.Or, a, b);

    public int Not(int a) => Unary(KernelOperation.Not, a);

    public int Select(int mask, int a, int b) => Add(new KernelNode(KernelOperation.Select, mask, a, b));

    /// <summary>Takes the masks of a graph of which this is another form.</summary>
    public void TakeMasks(KernelGraph from, Func<int, int> place)
    {
        alarm = from.alarm < 0 ? -1 : place(from.alarm);
        Spiked = from.Spiked < 0 ? -1 : place(from.Spiked);
        NotFinite = from.NotFinite < 0 ? -1 : place(from.NotFinite);
        Overwritten.AddRange(from.Overwritten.Select(place));
    }

    /// <summary>For people: one line a node.</summary>
    public string Dump(Func<int, string> column, Func<int, string> uniform)
    {
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            text.Append("  %").Append(i).Append(" = ");
            switch (node.Operation)
            {
                case KernelOperation.Constant:
                    text.Append(node.Value.ToString("R"));
                    break;
                case KernelOperation.Uniform:
                    text.Append(uniform(node.A));
                    break;
                case KernelOperation.NoArrivals:
                    text.Append("no arrivals");
                    break;
                case KernelOperation.Load:
                    text.Append("load ").Append(column(node.A));
                    break;
                case KernelOperation.LoadArrivals:
                    text.Append("arrivals ").Append(column(node.A)).Append(" in ").Append(uniform(node.B));
                    break;
                case KernelOperation.LoadShared:
                    text.Append("load shared ").Append(column(node.A));
                    break;
                default:
                    text.Append(node.Operation.ToString()).Append('(');
                    for (int k = 0; k < node.OperandCount; k++)
                    {
                        text.Append(k > 0 ? ", %" : "%").Append(node.Operand(k));
                    }

                    text.Append(')');
                    break;
            }

            text.AppendLine();
        }

        foreach (var store in Stores)
        {
            text.AppendLine($"  store {column(store.Column)} <- %{store.Node}{(store.IsSeldomNew ? " where it changes" : "")}");
        }

        if (Spiked >= 0)
        {
            text.AppendLine($"  spikes where %{Spiked}");
        }

        if (NotFinite >= 0)
        {
            text.AppendLine($"  may not be finite where %{NotFinite}");
        }

        Overwritten.ForEach(mask => text.AppendLine($"  is not finite and overwritten where %{mask}"));
        if (Alarm >= 0)
        {
            text.AppendLine($"  is looked at where %{Alarm}");
        }

        return text.ToString();
    }
}

/// <summary>A value written to a column.</summary>
internal readonly record struct KernelStore(int Column, int Node)
{
    /// <summary>
    /// Whether the value is nearly always what the column holds already. A backend may then leave alone what stays the same: a line of memory that is only
    /// read need not be written back (docs/internals/step-cost.md).
    /// </summary>
    public bool IsSeldomNew { get; init; }
}
