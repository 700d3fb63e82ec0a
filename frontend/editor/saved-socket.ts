// A WebSocket that counts the changes it sends, so that the server's acknowledgements (message 101) can be matched.
const SYNC = 0;
const STEP_2 = 1;
const UPDATE = 2;

export interface Count {
  sent: number;
}

/** A WebSocket class whose sockets count in `count`; each new connection begins at 0, as the server does. */
export function countingSocket(count: Count): typeof WebSocket {
  return class CountingSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      count.sent = 0;
    }

    override send(frame: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      if (frame instanceof Uint8Array && frame[0] === SYNC && (frame[1] === STEP_2 || frame[1] === UPDATE)) {
        count.sent += 1;
      }
      super.send(frame as Uint8Array<ArrayBuffer>);
    }
  };
}
