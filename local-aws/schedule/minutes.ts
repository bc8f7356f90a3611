import { minuteMs } from "./schedule";

/** How often it looks at the time, in milliseconds. A laptop that slept for hours must not wait for the rest of them. */
const interval = 1000;

/** Tells each minute that begins. Minutes that passed while nothing ran are not made up for. */
export class Minutes {
  private readonly timer: NodeJS.Timeout;
  private minute = Math.floor(Date.now() / minuteMs);

  /** @param begins Called with the beginning of the minute. */
  constructor(private readonly begins: (minute: Date) => void) {
    this.timer = setInterval(() => this.look(), interval);
    this.timer.unref();
  }

  /** Tells no minute any more. */
  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const minute = Math.floor(Date.now() / minuteMs);
    if (minute !== this.minute) {
      this.minute = minute;
      this.begins(new Date(minute * minuteMs));
    }
  }
}
