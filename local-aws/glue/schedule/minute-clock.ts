/** How often it looks at the time, in milliseconds. A laptop that slept for hours must not wait for the rest of them. */
const interval = 1000;

/** Calls once for each minute that begins. */
export class MinuteClock {
  private readonly timer: NodeJS.Timeout;
  private minute = Math.floor(Date.now() / 60_000);

  constructor(private readonly onMinute: (time: Date) => void) {
    this.timer = setInterval(() => this.look(), interval);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.onMinute(new Date(minute * 60_000));
    }
  }
}
