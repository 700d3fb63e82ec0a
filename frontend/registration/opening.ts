// Counts down to the opening by the server's clock: it says how many seconds are left, and a clock of ours that no
// wrong or changed time of day can disturb counts them. Browsers ask for the form within a few seconds, not at once.
const MOST_SECONDS_APART = 4;

export function countDown(clock: HTMLElement): void {
  const ends = performance.now() + Number(clock.dataset.secondsLeft) * 1000;
  const status = document.querySelector<HTMLElement>("[data-status]");

  const show = (): void => {
    const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    clock.textContent = written(seconds, clock.dataset.days ?? "");
    if (seconds > 0) return;
    window.clearInterval(turning);
    if (status) status.textContent = clock.dataset.opening ?? "";
    clock.textContent = clock.dataset.opening ?? "";
    window.setTimeout(() => window.location.reload(), Math.random() * MOST_SECONDS_APART * 1000);
  };

  clock.hidden = false;
  document.querySelector<HTMLElement>("[data-with-script]")!.hidden = false;
  const turning = window.setInterval(show, 1000);
  show();
}

function written(seconds: number, dayWords: string): string {
  const days = Math.floor(seconds / 86_400);
  const parts = [Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const hours = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return days > 0 ? `${dayWords.replace("{days}", String(days))} ${hours}` : hours;
}
