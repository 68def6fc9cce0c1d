"""The screens: one module per group of routes; a handler takes a visit and answers it."""
