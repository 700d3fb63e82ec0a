"""lib0's encoding, as Yjs writes it: the few pieces we need, with a limit on each (pycrdt's readers have none)."""

MAX_INTEGER = 2**53 - 1


class Malformed(ValueError):
    """Bytes that no honest client sends."""


def var_uint(number: int) -> bytes:
    """A whole number, seven bits a byte."""
    written = bytearray()
    while number > 127:
        written.append(128 | (number & 127))
        number >>= 7
    written.append(number)
    return bytes(written)


def var_bytes(content: bytes) -> bytes:
    """Bytes after their length."""
    return var_uint(len(content)) + content


def var_string(text: str) -> bytes:
    """A text in UTF-8 after its length in bytes."""
    return var_bytes(text.encode())


class Reader:
    """Reads what lib0 wrote; raises Malformed at the first thing that cannot be."""

    __slots__ = ("buffer", "position")

    def __init__(self, buffer: bytes):
        self.buffer = buffer
        self.position = 0

    @property
    def at_end(self) -> bool:
        """Whether everything was read."""
        return self.position >= len(self.buffer)

    def byte(self) -> int:
        """One byte."""
        try:
            found = self.buffer[self.position]
        except IndexError:
            raise Malformed("cut short") from None
        self.position += 1
        return found

    def var_uint(self) -> int:
        """A whole number up to 2**53 - 1, the greatest that JavaScript holds."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 127) << shift
            if byte < 128:
                if number > MAX_INTEGER:
                    raise Malformed("number too large")
                return number
            shift += 7
            if shift > 49:
                raise Malformed("number too long")

    def bytes(self, length: int) -> bytes:
        """The next `length` bytes."""
        end = self.position + length
        if end > len(self.buffer):
            raise Malformed("cut short")
        found = self.buffer[self.position : end]
        self.position = end
        return found

    def var_bytes(self) -> bytes:
        """Bytes after their length."""
        return self.bytes(self.var_uint())

    def var_string(self) -> str:
        """A text after its length in bytes."""
        try:
            return self.var_bytes().decode()
        except UnicodeDecodeError as error:
            raise Malformed("not UTF-8") from error
