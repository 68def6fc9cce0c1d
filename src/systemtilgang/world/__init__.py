"""Worlds: YAML fixtures, checked with places, and the seeded stores made of them."""

from systemtilgang.world.errors import WorldError
from systemtilgang.world.reading import load_world
from systemtilgang.world.seeding import open_world, reset_world, seed, template
from systemtilgang.world.worlds import World

__all__ = ["World", "WorldError", "load_world", "open_world", "reset_world", "seed", "template"]
