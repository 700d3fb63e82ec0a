"""The XML of an office file, read so that nothing in it reaches beyond it."""

from lxml import etree

from .apart import too_deep, too_long
from .archive import damaged

DEPTH = "depth"  # libxml2 stops at 256 elements in one another, and says so with this word


def parsed(data: bytes):
    """The root element. Raises RefusedDocument where it is no XML, too long for the memory, or nested without end."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise too_long() from error
        raise (too_deep() if DEPTH in str(error).lower() else damaged()) from error


def written(root) -> bytes:
    """The XML of a root element, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
