"""Rows for tests, one module an app: plain factories, traits for states, no cascade of surprises."""
