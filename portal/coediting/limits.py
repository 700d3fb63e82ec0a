"""How much one person may send, and how much is kept for one who reads slowly."""

from time import monotonic

from django.conf import settings

MB = 1024 * 1024
MAX_FRAME = 4 * MB  # one message of a client; a pasted book of 300 pages is under 1 MB
MAX_STATE = 16 * MB  # a document, as stored; beyond it nobody can write, everybody can still read
NEARLY_FULL = 0.8  # of it: said to those who write, while there is still room to finish
MAX_QUEUE = 8 * MB  # what waits for one slow reader before it is cut
FRAMES_A_SECOND = 250  # kept up for long; a fast typist sends 30, presence included
BURST_OF_FRAMES = 1000
SOCKETS_PER_PERSON = 40  # in one worker: tabs, not machines
PRESENCE_BYTES = 4096  # one person's cursor, name and colour
CLIENTS_PER_SOCKET = 4  # Yjs draws a new client id now and then


class FrameRate:
    """A bucket of frames that fills with time."""

    def __init__(self, rate=FRAMES_A_SECOND, burst=BURST_OF_FRAMES, clock=monotonic):
        self.rate, self.burst, self.clock = rate, burst, clock
        self.left, self.at = float(burst), clock()

    def allows_one_more(self) -> bool:
        """Takes one frame from the bucket; False when it is empty."""
        now = self.clock()
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return not settings.ABUSE_GUARDS
        self.left -= 1
        return True
