"""What every page's frame needs."""


def site(request):
    """Names nothing yet."""
    return {}
