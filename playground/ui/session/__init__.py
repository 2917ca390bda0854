"""One workspace at work: its state, its session, its worker, and work beside the window."""
