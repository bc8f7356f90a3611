const minuteMs = 60_000;
const tenSecondsMs = 10_000;
/** Values of a minute that is over may be on their way so long. */
const graceMs = 5000;

/** Calls work shortly after each minute is over, and each ten seconds where that is asked for. */
export class Minutes {
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param work `isMinute` says whether a minute is over, or ten seconds only.
   * @param isHurried Whether it is to be called each ten seconds.
   */
  constructor(
    private readonly work: (isMinute: boolean) => void,
    private readonly isHurried: () => boolean,
  ) {}

  /** Waits for the next time; where it waits already, for one that may come sooner. */
  start(): void {
    clearTimeout(this.timer);
    const now = Date.now() - graceMs;
    const step = this.isHurried() ? tenSecondsMs : minuteMs;
    const next = (Math.floor(now / step) + 1) * step;
    this.timer = setTimeout(() => {
      this.start();
      this.work(next % minuteMs === 0);
    }, next - now).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
