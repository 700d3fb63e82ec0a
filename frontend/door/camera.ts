// The camera: looks several times a second; a code that stays before it is read once.
import { decoder } from "./decode";

const PAUSE = 120;
const SAME_CODE_AGAIN = 3000;

export class Camera {
  private stream: MediaStream | undefined;
  private last = { text: "", at: 0 };

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly read: (text: string) => void,
  ) {}

  static get exists(): boolean {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  get isOn(): boolean {
    return this.stream !== undefined;
  }

  /** Asks for the camera and begins to look. Rejects where it is refused or there is none. */
  async start(): Promise<void> {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    await this.video.play();
    const decode = await decoder();
    const look = async (): Promise<void> => {
      if (!this.stream) return;
      const text = document.hidden ? null : await decode(this.video);
      if (text !== null) this.see(text);
      setTimeout(() => void look(), PAUSE);
    };
    void look();
  }

  stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
    this.video.srcObject = null;
    this.video.hidden = true;
  }

  private see(text: string): void {
    const now = Date.now();
    const isSame = text === this.last.text && now - this.last.at < SAME_CODE_AGAIN;
    this.last = { text, at: now };
    if (!isSame) this.read(text);
  }
}
