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

/** Asking for `localStorage` throws already, in a private window or in a frame without storage. */
export function deviceStorage(): Storage | null {
  try {
    const storage = window.localStorage;
    storage?.getItem("");
    return storage ?? null;
  } catch {
    return null;
  }
}
