"""May this connection open this document, and how? Asked when it opens and again every few seconds. Runs on threads."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs
from uuid import UUID

from django.contrib.auth import get_user_model

from portal.sessions import is_logged_in, load_session

from .kinds import READ, access, read_owners
from .messages import Close, Code
from .models import Document
from .schema import SCHEMA_VERSION


@dataclass(frozen=True)
class Request:
    """What a client asks for in its address: `/ws/documents/<id>?ext=1&epoch=2&schema=1`."""

    document_id: UUID
    extended: bool
    epoch: int
    schema: int

    @classmethod
    def read(cls, identifier: str, query: bytes) -> "Request":
        """Raises Close where no such document can exist, or no such epoch."""
        try:
            document_id = UUID(identifier)
        except ValueError:
            raise Close(Code.NO_DOCUMENT) from None
        given = {name: values[-1] for name, values in parse_qs(query.decode("latin1")).items()}
        epoch, schema = given.get("epoch", "0"), given.get("schema", str(SCHEMA_VERSION))
        if not epoch.isdecimal() or len(epoch) > 9:
            raise Close(Code.OTHER_EPOCH)
        return cls(document_id, given.get("ext") == "1", int(epoch), int(schema) if schema.isdecimal() else 0)


def open_document(request: Request, person) -> str:
    """The mode in which `person` may open it: "write" or "read". Raises Close with the reason why not."""
    if not person.is_authenticated:
        raise Close(Code.NOT_LOGGED_IN)
    try:
        document = Document.objects.get(pk=request.document_id)
    except Document.DoesNotExist:
        raise Close(Code.NO_DOCUMENT) from None
    mode = access(person, document)
    if mode is None:
        raise Close(Code.NO_RIGHT)
    if request.epoch != document.epoch:
        raise Close(Code.OTHER_EPOCH)
    return capped(mode, request.schema)


def capped(mode: str, schema: int) -> str:
    """A client of another schema may only read: it would delete what it does not know, or write what we don't."""
    return mode if schema == SCHEMA_VERSION else READ


@dataclass(frozen=True)
class Connection:
    """An open socket, as the check of rights sees it."""

    session_key: str
    person_id: object
    document_id: UUID


def modes_now(connections: Iterable[Connection]) -> dict[Connection, str | None]:
    """What each may do now, from fresh rows: "write", "read" or None (session ended, right ended, document gone)."""
    connections = set(connections)
    people = get_user_model()._default_manager.in_bulk({connection.person_id for connection in connections})
    documents = Document.objects.in_bulk({connection.document_id for connection in connections})
    read_owners(documents.values())
    sessions = {key: load_session(key) for key in {connection.session_key for connection in connections}}
    answers: dict[tuple, str | None] = {}
    for connection in connections:
        person, document = people.get(connection.person_id), documents.get(connection.document_id)
        pair = (connection.person_id, connection.document_id)
        if pair not in answers:
            allowed = person is not None and person.is_active and document is not None
            answers[pair] = access(person, document) if allowed else None
    return {
        connection: answers[connection.person_id, connection.document_id]
        if is_logged_in(sessions[connection.session_key], people.get(connection.person_id))
        else None
        for connection in connections
    }
