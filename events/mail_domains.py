"""Mail domains as people misspell them: something to suggest, never a reason to refuse.

`frontend/entries/registration.ts` follows the same rule under the field; it gets the list from the page.
"""

# Those that private people and small organisations have in France, the commonest first: it wins between two as near.
KNOWN = [
    "gmail.com", "orange.fr", "hotmail.fr", "hotmail.com", "wanadoo.fr", "free.fr", "yahoo.fr", "laposte.net",
    "outlook.fr", "outlook.com", "sfr.fr", "live.fr", "icloud.com", "yahoo.com", "bbox.fr", "neuf.fr", "aol.com",
    "protonmail.com", "proton.me", "gmx.fr", "gmx.com", "mail.com", "ymail.com", "live.com", "msn.com", "me.com",
    "mac.com", "numericable.fr", "club-internet.fr", "aliceadsl.fr", "cegetel.net", "noos.fr", "mailo.com",
    "zaclys.net", "googlemail.com", "hotmail.be", "hotmail.it", "hotmail.es", "yahoo.es", "yahoo.it",
]  # fmt: skip
# No mail is received there, and no single slip of a finger explains them.
NEVER_MEANT = {"gmail.fr": "gmail.com", "wanadoo.com": "wanadoo.fr", "laposte.fr": "laposte.net"}
SHORT = 8  # letters; beyond, two slips are still a slip


def suggestion(email):
    """The address that was probably meant, or None where the one typed looks right."""
    name, _, domain = email.rpartition("@")
    meant = _meant(domain.lower())
    return f"{name}@{meant}" if name and meant else None


def _meant(domain):
    if domain in KNOWN or not domain:
        return None
    if domain in NEVER_MEANT:
        return NEVER_MEANT[domain]
    most = 1 if len(domain) <= SHORT else 2
    alike = [known for known in KNOWN if abs(len(known) - len(domain)) <= most]
    nearest = min(alike, key=lambda known: distance(domain, known), default=None)
    return nearest if nearest and distance(domain, nearest) <= most else None


def distance(one, other):
    """How many letters were left out, added, replaced or swapped with their neighbour (optimal string alignment)."""
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
