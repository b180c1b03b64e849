"""Settings of all tests."""

from hypothesis import settings

# A gate that fails must fail for the change at hand: the same examples each time. New ones are
# looked for on purpose, with `pytest --hypothesis-profile explore`. Timings are asserted nowhere.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None)
settings.load_profile("gate")
