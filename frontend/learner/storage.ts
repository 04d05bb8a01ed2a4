/** Keeps small texts on this device; where a browser forbids that, at least until the page is left. */
export class Store {
  private readonly page = new Map<string, string>();

  constructor(private readonly device: Storage | null) {}

  get(key: string): string | null {
    return this.page.get(key) ?? this.device?.getItem(key) ?? null;
  }

  /** Answers whether the text will still be there after the page is left; a full store refuses by throwing. */
  put(key: string, value: string): boolean {
    try {
      if (this.device) {
        this.device.setItem(key, value);
        this.page.delete(key);
        return true;
      }
    } catch {
      // Full: the page's own memory takes it, and the caller does not promise more.
    }
    this.page.set(key, value);
    return false;
  }

  remove(key: string): void {
    this.page.delete(key);
    this.device?.removeItem(key);
  }

  /** The names of what is kept on the device, by whomever. */
  kept(): string[] {
    return this.device ? Object.keys(this.device) : [];
  }
}

/** What stays on the device. */
export const deviceStorage = (): Storage | null => reached(() => window.localStorage);

/** What goes when the tab is closed: on a computer that others use, too, nothing of a guest stays behind. */
export const tabStorage = (): Storage | null => reached(() => window.sessionStorage);

/** Asking for a storage throws already, in a private window or in a frame without one. */
function reached(ask: () => Storage): Storage | null {
  try {
    const storage = ask();
    storage?.getItem("");
    return storage ?? null;
  } catch {
    return null;
  }
}
