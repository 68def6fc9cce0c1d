"""The rules of parties, packages, connections, system accesses and clients. Pure Python, no I/O."""
