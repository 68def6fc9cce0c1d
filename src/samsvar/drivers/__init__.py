"""Ways for a step to act on the portal: one protocol, two implementations."""
