// How far this device's clock is ahead of the server's, told by the answer that was on its way for the shortest time.

const TRUST_LOST = 1; // ms of doubt a measure gains with each second of its age: clocks drift, and people set them

/** The measure of one device. A slow answer says less than a quick one: half of its way is all it may be wrong by. */
export class Ahead {
  /** Milliseconds, or null before the first answer. */
  by: number | null = null;
  private doubt = Infinity;
  private measuredAt = 0;

  /** Takes what an answer said, where it is more trustworthy than what is known. */
  hear(serverNow: number, asked: number, now = Date.now()): void {
    const doubt = (now - asked) / 2;
    const by = Math.round((asked + now) / 2 - serverNow);
    const known = this.doubt + (Math.abs(now - this.measuredAt) / 1000) * TRUST_LOST;
    const wasSet = this.by !== null && Math.abs(by - this.by) > doubt + known; // both cannot be true
    if (this.by !== null && doubt > known && !wasSet) return;
    this.by = by;
    this.doubt = doubt;
    this.measuredAt = now;
  }
}
