"""The reference implementation of system accesses: domain, store, services, portal and world."""
