"""The use cases: one function per thing a user, a vendor or the register can do.

Every function takes the unit of work first. Those that a person calls take an `Acting` next and
check its right before anything else; a refusal is `Refused(problem)` and has changed nothing.
No function commits: the caller does, with `uow.commit()`.
"""
