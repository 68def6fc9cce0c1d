"""Review: one page that shows what a change means for the readers of the guides."""
