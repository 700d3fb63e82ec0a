"""How the benchmark says what it found."""

import statistics


def say(text, *, end="\n"):
    """One line of the report."""
    print(text, end=end, flush=True)


def quantiles(seconds):
    """The percentiles of some durations."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
    return f"p50 {per(cuts[49])}, p95 {per(cuts[94])}, p99 {per(cuts[98])}"


def per(seconds):
    """A duration in the unit that suits it."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
