// Says how it went without a look at the screen: a tone and a shake of its own for good, doubtful and bad.
export type Tone = "good" | "doubtful" | "bad";

const TONES: Record<Tone, { notes: [number, number][]; shake: number[] }> = {
  good: { notes: [[880, 0.12]], shake: [80] },
  doubtful: { notes: [[520, 0.14], [520, 0.14]], shake: [80, 80, 80] },
  bad: { notes: [[220, 0.5]], shake: [400] },
};

let audio: AudioContext | undefined;

/** Sound is allowed once somebody has touched the page: called at the first touch. */
export function allowSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

export function signal(tone: Tone): void {
  navigator.vibrate?.(TONES[tone].shake);
  if (audio?.state !== "running") return;
  let at = audio.currentTime;
  for (const [pitch, length] of TONES[tone].notes) {
    const [note, loudness] = [audio.createOscillator(), audio.createGain()];
    note.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.3, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + length);
    note.connect(loudness).connect(audio.destination);
    note.start(at);
    note.stop(at + length);
    at += length + 0.06;
  }
}
