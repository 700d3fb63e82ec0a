"""Search over the site: its pages, and what the apps show to whoever asks.

Accents and capitals make no difference, on any database: what is searched is stored folded (`portal.text.fold`).
"""
