"""What a browser keeps of texts is kept by account, under a name that says nothing of the person."""

from django.utils.crypto import salted_hmac


def device_key(person_id) -> str:
    """The name on its devices of the account with this key: the same on every page, and for nobody else."""
    return salted_hmac("portal.coediting.device", str(person_id)).hexdigest()[:20]
