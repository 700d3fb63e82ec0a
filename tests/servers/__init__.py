"""Real servers for the tests: PostgreSQL, Redis, and the portal itself, each a context manager that leaves nothing."""
