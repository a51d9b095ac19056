namespace Neuropil.Plotting;

/// <summary>A column of panels: the room that the widest of them needs on both sides of its axes, and where it stands.</summary>
internal sealed class FigureColumn
{
    private double labelRoom;

    /// <summary>The room of ticks and numbers.</summary>
    public double TickLabelRoom { get; private set; }

    /// <summary>The room left of the axes.</summary>
    public double LeftRoom => labelRoom + TickLabelRoom;

    /// <summary>The room right of the axes.</summary>
    public double RightRoom { get; private set; }

    /// <summary>The column's left edge.</summary>
    public double Edge { get; set; } = FigureStyle.Edge;

    /// <summary>Where the axes begin.</summary>
    public double Left => Edge + LeftRoom;

    /// <summary>Widens the column where a panel needs it.</summary>
    public void MakeRoomFor(PanelFrame frame)
    {
        TickLabelRoom = Math.Max(TickLabelRoom, frame.TickLabelRoom);
        labelRoom = Math.Max(labelRoom, frame.LabelRoom);
        RightRoom = Math.Max(RightRoom, frame.SideRoom);
    }

    /// <summary>Widens it on the right; false where there is enough room already.</summary>
    public bool MakeRoomOnTheRight(double room)
    {
        bool wider = room > RightRoom;
        RightRoom = Math.Max(RightRoom, room);
        return wider;
    }
}
